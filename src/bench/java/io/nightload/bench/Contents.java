package io.nightload.bench;

import org.jspecify.annotations.Nullable;

/** Holds what the two contenders of a pair have left against each other, as soon as both have run. */
final class Contents {

    private final BenchDatabase database;
    private @Nullable String ours;
    private @Nullable String theirs;

    Contents(BenchDatabase database) {
        this.database = database;
    }

    /** Passes the seconds on. */
    double ours(double seconds, String relation) throws Exception {
        ours = database.hash(relation);
        compare();
        return seconds;
    }

    double theirs(double seconds, String relation) throws Exception {
        theirs = database.hash(relation);
        compare();
        return seconds;
    }

    private void compare() {
        if (ours == null || theirs == null) {
            return;
        }
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("contents differ: Nightload " + ours + ", its rival " + theirs);
        }
        ours = null;
        theirs = null;
    }
}
