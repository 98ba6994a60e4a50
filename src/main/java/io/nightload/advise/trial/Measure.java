package io.nightload.advise.trial;

import io.nightload.part.Counts;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one trial of a setting took.
 *
 * @param rows read
 * @param chunks that they made
 * @param mostChunks of one partition, which commits them one after the other
 * @param opening seconds that it took to open the step
 * @param seconds without opening the step
 * @param statements of the chunks, to all databases
 * @param peakHeapBytes the most heap in use
 * @param waitMillis the time that it waited for connections
 * @param ended whether the source had no more rows
 * @param counts what became of the rows
 */
public record Measure(
        long rows,
        long chunks,
        long mostChunks,
        double opening,
        double seconds,
        long statements,
        long peakHeapBytes,
        double waitMillis,
        boolean ended,
        Map<Counts.Kind, Long> counts) {

    /** With what another partition did at the same time. */
    Measure plus(Measure other) {
        Map<Counts.Kind, Long> sum = new EnumMap<>(Counts.Kind.class);
        sum.putAll(counts);
        other.counts.forEach((kind, number) -> sum.merge(kind, number, Long::sum));
        return new Measure(
                rows + other.rows,
                chunks + other.chunks,
                Math.max(mostChunks, other.mostChunks),
                Math.max(opening, other.opening),
                Math.max(seconds, other.seconds),
                statements + other.statements,
                peakHeapBytes,
                waitMillis,
                ended && other.ended,
                sum);
    }

    /** With what all partitions have in common. */
    Measure with(long heapBytes, double connectionWaitMillis) {
        return new Measure(
                rows, chunks, mostChunks, opening, seconds, statements, heapBytes, connectionWaitMillis, ended, counts);
    }

    /** @param commitSeconds what a chunk's commit would have added */
    public double rowsPerSecond(double commitSeconds) {
        return rows / Math.max(seconds + mostChunks * commitSeconds, 1e-9);
    }

    public double statementsPerChunk() {
        return chunks == 0 ? 0 : (double) statements / chunks;
    }

    public double rowsPerChunk() {
        return chunks == 0 ? 0 : (double) rows / chunks;
    }
}
