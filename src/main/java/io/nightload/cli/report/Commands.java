package io.nightload.cli.report;

import java.util.List;

/** Commands to type next, as they work in a POSIX shell. */
public final class Commands {

    private Commands() {}

    /** Lists the rejected rows of an execution. */
    static String rejects(long execution) {
        return "nightload query \"select step, file, line, reason from nightload.reject where execution = " + execution
                + "\"";
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
