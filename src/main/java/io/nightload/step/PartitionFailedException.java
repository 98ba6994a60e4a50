package io.nightload.step;

import io.nightload.checkpoint.FrozenPartition;

/** A partition of a step failed; the others ended after the chunk that they had in flight. */
public final class PartitionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int partition;

    PartitionFailedException(FrozenPartition partition, int of, String why, Throwable cause) {
        super(
                "partition " + partition.number() + " of " + of + " ("
                        + partition.bounds().name() + "): " + why,
                cause);
        this.partition = partition.number();
    }

    /** Its number, from 1. */
    public int partition() {
        return partition;
    }
}
