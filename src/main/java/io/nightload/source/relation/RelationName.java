package io.nightload.source.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table's or view's name as a job file has it: {@code shop.orders}, {@code shop."Odd Name"}. */
public final class RelationName {

    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)");

    private final String text;
    private final List<Part> parts;

    private record Part(String name, boolean quoted) {
        String in(DatabaseDialect dialect) {
            return quoted ? name : dialect.folded(name);
        }
    }

    private RelationName(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /** Empty where the text is no name of one or two parts. */
    public static Optional<RelationName> parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(text.strip());
        int at = 0;
        while (part.find(at) && part.start() == at) {
            boolean quoted = part.group(1) != null;
            parts.add(new Part(quoted ? part.group(1).replace("\"\"", "\"") : part.group(2), quoted));
            if (part.end() == text.strip().length()) {
                return parts.size() > 2 ? Optional.empty() : Optional.of(new RelationName(text.strip(), parts));
            }
            if (text.strip().charAt(part.end()) != '.') {
                return Optional.empty();
            }
            at = part.end() + 1;
        }
        return Optional.empty();
    }

    /** As SQL of that database, each part in quotes. */
    public String sql(DatabaseDialect dialect) {
        return parts.stream().map(part -> dialect.quoted(part.in(dialect))).collect(Collectors.joining("."));
    }

    String table(DatabaseDialect dialect) {
        return parts.get(parts.size() - 1).in(dialect);
    }

    /** Empty where the database's search path decides. */
    Optional<String> schema(DatabaseDialect dialect) {
        return parts.size() == 1 ? Optional.empty() : Optional.of(parts.get(0).in(dialect));
    }

    @Override
    public String toString() {
        return text;
    }
}
