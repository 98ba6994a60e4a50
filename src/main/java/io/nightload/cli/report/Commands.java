package io.nightload.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Commands to type next, as they work in a POSIX shell. */
public final class Commands {

    private Commands() {}

    /** Lists the rows that this execution rejected, and those before it that it went on from. */
    public static String rejects(long execution) {
        return "nightload rejects " + execution;
    }

    /**
     * Runs a job anew.
     *
     * @param assignments its parameters, {@code name=value}
     */
    public static String anew(String job, List<String> assignments) {
        List<String> words = new ArrayList<>(List.of("run", job));
        words.addAll(assignments);
        words.add("--again");
        return nightload(words);
    }

    /** These words as one command of this program, quoted where a shell would not take them as they are. */
    public static String nightload(List<String> words) {
        StringBuilder command = new StringBuilder("nightload");
        words.forEach(word -> command.append(' ').append(quoted(word)));
        return command.toString();
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
