package io.nightload.target;

import io.nightload.part.Located;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.target.write.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the options against the mode: which go together is known without the table. */
final class ModeCheck {

    private final TableTarget.Options options;
    private final Problems problems;

    ModeCheck(TableTarget.Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    void run() {
        takes("key", first(options.key()), Mode.UPSERT, Mode.UPDATE, Mode.REPLACE);
        takes("newer", options.newer() == null ? null : options.newer().position(), Mode.UPSERT, Mode.UPDATE);
        takes("insert_only", first(options.insertOnly()), Mode.UPSERT, Mode.REPLACE);
        takes("delete", options.delete() == null ? null : options.delete().position(), Mode.UPSERT, Mode.UPDATE);
        takes("where", options.where() == null ? null : options.where().position(), Mode.REPLACE);
        takes("empty", options.empty().value() ? options.empty().position() : null, Mode.REPLACE);
        Mode mode = options.mode().value();
        if (options.key().isEmpty() && (mode == Mode.UPSERT || mode == Mode.UPDATE)) {
            problems.add(
                    options.mode().position(),
                    "mode " + mode.word() + " needs the columns that identify a row: key: [id]");
        }
        Position insertOnly = first(options.insertOnly());
        if (options.key().isEmpty() && mode == Mode.REPLACE && insertOnly != null) {
            problems.add(
                    insertOnly,
                    "a replace without a key inserts every row, so nothing is ever updated: add key: [id], or leave"
                            + " insert_only out");
        }
    }

    private void takes(String option, @Nullable Position given, Mode... modes) {
        Mode mode = options.mode().value();
        if (given != null && !Arrays.asList(modes).contains(mode)) {
            String others = Arrays.stream(modes).map(Mode::word).collect(Collectors.joining(" or "));
            problems.add(
                    given,
                    "mode " + mode.word() + " takes no " + option + ": write mode: " + others + ", or leave " + option
                            + " out");
        }
    }

    private static @Nullable Position first(List<Located<String>> names) {
        return names.isEmpty() ? null : names.get(0).position();
    }
}
