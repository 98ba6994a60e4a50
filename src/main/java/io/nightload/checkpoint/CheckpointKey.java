package io.nightload.checkpoint;

/**
 * Which checkpoint.
 *
 * @param partition of the step: 0 for the whole, from 1 on for each of its partitions, -1 for a replay of its rejects
 */
public record CheckpointKey(InstanceKey instance, String step, int partition) {

    /** Its columns, in the order of the table's key. */
    public Object[] columns() {
        return new Object[] {instance.project(), instance.job(), instance.identity(), instance.again(), step, partition
        };
    }

    @Override
    public String toString() {
        return instance.job() + "/" + step;
    }
}
