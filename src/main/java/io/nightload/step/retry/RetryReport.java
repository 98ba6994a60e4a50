package io.nightload.step.retry;

/**
 * How often a step tried again, kept with its report.
 *
 * @param count attempts beside the first one
 * @param pausedSeconds between them, in all
 * @param lastReason of the last one, in the words of the server or driver
 */
public record RetryReport(long count, double pausedSeconds, String lastReason) {

    public RetryReport plus(RetryReport other) {
        return new RetryReport(count + other.count, pausedSeconds + other.pausedSeconds, other.lastReason);
    }
}
