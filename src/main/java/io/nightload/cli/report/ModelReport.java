package io.nightload.cli.report;

import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.TextTable;
import io.nightload.model.Association;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The entities around a table.
 *
 * @param key the columns of its primary key
 * @param associations those of the entity, then those of the entities behind them, as far as was asked
 */
public record ModelReport(String entity, List<String> key, List<ColumnLine> columns, List<Way> associations) {

    /** A column of the entity. */
    public record ColumnLine(String name, String type, boolean nullable) {}

    /**
     * An association.
     *
     * @param path as expressions and fetch plans write it, from the entity
     * @param columns on its own side, of the entity where it begins
     * @param through the link table, or null
     * @param foreignKey the constraint's name
     */
    public record Way(
            String path,
            String cardinality,
            String entity,
            boolean optional,
            List<String> columns,
            List<String> targetColumns,
            @Nullable String through,
            String foreignKey) {}

    /** @param depth how many associations a path may have */
    public static ModelReport of(Model model, Entity root, int depth) {
        List<Way> ways = new ArrayList<>();
        collect(model, root, "", depth, ways);
        return new ModelReport(
                root.table().toString(),
                root.key(),
                root.attributes().stream()
                        .map(a -> new ColumnLine(a.name(), a.type().name(), a.nullable()))
                        .toList(),
                ways);
    }

    private static void collect(Model model, Entity entity, String prefix, int depth, List<Way> ways) {
        for (Association association : entity.associations()) {
            String path = prefix + written(association.name());
            Association.Link link = association.link();
            ways.add(new Way(
                    path,
                    association.cardinality().toString(),
                    association.target().toString(),
                    association.optional(),
                    association.columns(),
                    association.targetColumns(),
                    link == null ? null : link.table().toString(),
                    association.constraint()));
            if (depth > 1) {
                collect(model, model.target(association), path + ".", depth - 1, ways);
            }
        }
    }

    /** In quotes where an expression needs them. */
    private static String written(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String written(List<String> names) {
        return names.stream().map(ModelReport::written).collect(Collectors.joining(", "));
    }

    public List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(
                terminal.paint(Style.HEADING, entity) + (key.isEmpty() ? ", no primary key" : ", key " + written(key)));
        lines.add("  "
                + columns.stream()
                        .map(c -> written(c.name()) + " " + terminal.paint(Style.QUIET, c.type()))
                        .collect(Collectors.joining(", ")));
        lines.add("");
        if (associations.isEmpty()) {
            lines.add("no foreign key leads from it or to it");
            return lines;
        }
        TextTable table = new TextTable(List.of(
                TextTable.Column.text("association"),
                TextTable.Column.text("cardinality"),
                TextTable.Column.text("entity"),
                TextTable.Column.cuttableText("joined on"),
                TextTable.Column.cuttableText("foreign key")));
        associations.forEach(way -> table.add(List.of(
                TextTable.Cell.of(way.path()),
                TextTable.Cell.of(way.cardinality() + (way.optional() ? "" : ", always")),
                TextTable.Cell.of(way.entity()),
                TextTable.Cell.of(joinedOn(way)),
                new TextTable.Cell(way.foreignKey(), Style.QUIET))));
        lines.addAll(table.lines(terminal));
        return lines;
    }

    private static String joinedOn(Way way) {
        String pairs = IntStream.range(0, way.columns().size())
                .mapToObj(i -> written(way.columns().get(i)) + " = "
                        + written(way.targetColumns().get(i)))
                .collect(Collectors.joining(", "));
        return way.through() == null ? pairs : pairs + " through " + way.through();
    }

    public List<String> json() {
        return List.of(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this));
    }
}
