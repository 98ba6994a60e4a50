package io.nightload.checkpoint;

import io.nightload.part.Source;

/**
 * One partition of a step that has begun.
 *
 * @param key with its number, from 1
 * @param bounds what it reads
 * @param checkpoint as it stands, without being taken
 */
public record FrozenPartition(CheckpointKey key, Source.Partition bounds, Checkpoint checkpoint) {

    public int number() {
        return key.partition();
    }
}
