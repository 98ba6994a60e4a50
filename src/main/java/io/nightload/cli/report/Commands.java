package io.nightload.cli.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Commands to type next, as they work in a POSIX shell. */
public final class Commands {

    private Commands() {}

    /** Lists the rows that these executions rejected. */
    public static String rejects(Collection<Long> executions) {
        String ids = executions.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        String condition = executions.size() == 1 ? "= " + ids : "in (" + ids + ")";
        return "nightload query \"select step, file, line, reason, raw from nightload.reject where execution_id "
                + condition + "\"";
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
