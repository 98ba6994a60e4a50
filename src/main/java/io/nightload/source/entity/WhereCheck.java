package io.nightload.source.entity;

import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.part.Planning;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.query.SyntaxException;

/** Has Hibernate read a condition when the job is loaded, and says in the job's words what it does not understand. */
final class WhereCheck {

    private static final Pattern QUOTED = Pattern.compile("'([^' ]+)'");
    private static final Pattern PLACE = Pattern.compile("^At (\\d+):(\\d+)");

    private final Planning planning;
    private final Model model;
    private final Entity root;

    WhereCheck(Planning planning, Model model, Entity root) {
        this.planning = planning;
        this.model = model;
        this.root = root;
    }

    void check(Where where, Node.Scalar written) {
        WhereParameters.requireKnown(written, planning);
        Mapping mapping = new Mapping(new Words(model, where.text()).entities(root));
        try (Sessions sessions = new Sessions(mapping, List.of())) {
            where.query(sessions);
        } catch (IllegalArgumentException | HibernateException e) {
            Throwable cause = e instanceof IllegalArgumentException && e.getCause() != null ? e.getCause() : e;
            refuse(cause, written);
        }
    }

    private void refuse(Throwable error, Node.Scalar written) {
        String message = String.valueOf(error.getMessage()).replaceAll(" \\[(?:select|from).*", "");
        Matcher quoted = QUOTED.matcher(message);
        while (quoted.find()) {
            String name = quoted.group(1).replaceAll("^.*\\.", "");
            int at = wordAt(WhereParameters.withoutTexts(written.value()), name);
            if (at >= 0 && !(error instanceof SyntaxException)) {
                planning.problem(written.at(at), root.table() + " has no column or path '" + name + "'" + hint(name));
                return;
            }
        }
        planning.problem(written.at(offset(message, written)), "where is no condition: " + message);
    }

    private String hint(String name) {
        Stream<String> paths = root.associations().stream()
                .filter(a -> !a.cardinality().isToMany())
                .map(a -> a.name());
        return NearestWord.hint(
                name,
                Stream.concat(root.attributes().stream().map(a -> a.name()), paths)
                        .toList());
    }

    private static int wordAt(String text, String name) {
        Matcher matcher = Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])")
                .matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    /** Hibernate counts from the beginning of its query: the condition stands in its first line. */
    private int offset(String message, Node.Scalar written) {
        Matcher place = PLACE.matcher(message);
        if (!place.find() || !place.group(1).equals("1")) {
            return 0;
        }
        int prefix = Where.prefix(Mapping.javaName(root.table().table())).length();
        int offset = Integer.parseInt(place.group(2)) - prefix;
        return Math.max(0, Math.min(offset, written.value().length() - 1));
    }
}
