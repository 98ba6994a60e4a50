package io.nightload.spec.job;

import io.nightload.spec.Position;
import io.nightload.spec.Problems;

/** What a job's, a step's or a parameter's name must be to fit into the job repository's columns. */
record NameRule(String what, Problems problems) {

    /** Spring Batch's JOB_NAME, STEP_NAME and PARAMETER_NAME are VARCHAR(100), which PostgreSQL counts in characters. */
    private static final int LONGEST = 100;

    void check(String name, Position position) {
        int length = name.codePointCount(0, name.length());
        if (name.isBlank()) {
            problems.add(position, what + " is empty");
        } else if (length > LONGEST) {
            problems.add(position, what + " has " + length + " characters, and the job repository takes " + LONGEST);
        } else if (name.codePoints().anyMatch(Character::isISOControl)) {
            problems.add(position, what + " holds a control character, such as a line break");
        }
    }
}
