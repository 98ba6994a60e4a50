package io.nightload.source.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sort in a plan of PostgreSQL that gives the rows their order.
 *
 * @param alias of the relation whose columns it sorts by, or empty where they are not plain columns of one
 * @param columns as CREATE INDEX takes them
 * @param relations of the plan, in SQL, by their aliases
 */
record ExplainedSort(String alias, List<String> columns, Map<String, String> relations) {

    static final String EXPLAIN = "EXPLAIN (VERBOSE, FORMAT JSON) ";

    private static final String NAME = "\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*";

    /** {@code o.created DESC}; an expression is in parentheses. */
    private static final Pattern KEY =
            Pattern.compile("(?:(?<alias>" + NAME + ")\\.)?(?<column>(?:" + NAME + ")(?: .*)?)");

    private static final JsonMapper JSON = new JsonMapper();

    /** The first one on the way that rows take to the top; empty where an index gives the order. */
    static Optional<ExplainedSort> find(String explained) {
        JsonNode top = JSON.readTree(explained).get(0).get("Plan");
        Map<String, String> relations = new HashMap<>();
        collect(top, relations);
        return sort(top).map(sort -> of(sort, relations));
    }

    private static void collect(JsonNode node, Map<String, String> relations) {
        if (node.has("Alias") && node.has("Relation Name") && node.has("Schema")) {
            relations.put(
                    node.get("Alias").asString(),
                    quoted(node.get("Schema").asString()) + "."
                            + quoted(node.get("Relation Name").asString()));
        }
        plans(node).forEach(child -> collect(child, relations));
    }

    private static Optional<JsonNode> sort(JsonNode node) {
        if (node.get("Node Type").asString().endsWith("Sort")) {
            return Optional.of(node);
        }
        boolean merges = node.get("Node Type").asString().endsWith("Append");
        return plans(node).stream()
                .filter(child ->
                        merges || child.get("Parent Relationship").asString().matches("Outer|Subquery"))
                .flatMap(child -> sort(child).stream())
                .findFirst();
    }

    private static List<JsonNode> plans(JsonNode node) {
        List<JsonNode> plans = new ArrayList<>();
        @Nullable JsonNode children = node.get("Plans");
        if (children != null) {
            children.forEach(plans::add);
        }
        return plans;
    }

    private static ExplainedSort of(JsonNode sort, Map<String, String> relations) {
        List<String> columns = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        for (JsonNode entry : sort.get("Sort Key")) {
            Matcher key = KEY.matcher(entry.asString());
            if (!key.matches()) {
                return new ExplainedSort("", List.of(), relations);
            }
            columns.add(key.group("column"));
            aliases.add(key.group("alias") == null ? "" : key.group("alias"));
        }
        boolean one = aliases.stream().distinct().count() == 1;
        return new ExplainedSort(one ? unquoted(aliases.get(0)) : "", one ? columns : List.of(), relations);
    }

    /** The DDL of an index that makes it needless; empty where no index of a table can. */
    Optional<String> index() {
        return Optional.ofNullable(relations.get(alias))
                .map(relation -> "CREATE INDEX ON " + relation + " (" + String.join(", ", columns) + ");");
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
