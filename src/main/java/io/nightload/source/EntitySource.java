package io.nightload.source;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.entity.EntityPlanner;
import io.nightload.source.objects.NoColumns;
import io.nightload.source.objects.ObjectPlanner;
import io.nightload.spec.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows from a graph of entities: a table, and what its foreign keys lead to. */
@Part(
        name = "entity",
        description = "Reads a table with the tables that its foreign keys lead to, as far as expressions name them.",
        example = """
                entity:
                  root: shop.orders
                  where: "status <> 'CANCELLED'"
                  fetch: { customer: join, order_lines: select-in }
                """)
public final class EntitySource implements Source<EntitySource.Options> {

    /** What a job may say. */
    public record Options(
            @Option(value = "the table whose rows are read, as schema.table; it needs a primary key", main = true)
            @Nullable
            Located<String> root,

            @Option(
                    value =
                            "in place of the table, a class of yours with the annotations of jakarta.persistence, by its"
                                    + " full name, from a jar in lib/: its objects are what a bean takes",
                    key = "class")
            @Nullable
            Located<String> type,

            @Option("which rows, as HQL: columns (of a class: attributes), paths along foreign keys and :name for"
                    + " parameters")
            Node.@Nullable Scalar where,

            @Option("how an association is loaded, by its path: join (to-one only) or select-in; by default to-one is"
                    + " joined and to-many loaded by one statement a chunk")
            Map<Located<String>, Located<String>> fetch,

            @Option("another name for an association, by its path with the name that `nightload model` prints")
            Map<Located<String>, Located<String>> associations,

            @Option(value = "a connection of nightload.yaml", defaultValue = "target")
            Located<String> connection) {}

    @Override
    public Plan plan(Options options, Planning planning) {
        Located<String> root = options.root();
        Located<String> type = options.type();
        if (type != null && root == null) {
            return new ObjectPlanner(planning, options.connection(), type)
                    .plan(options.associations(), options.fetch(), options.where());
        }
        if (root == null || type != null) {
            planning.problem("entity takes either 'root', a table, or 'class', a class of yours");
            return NoColumns.INSTANCE;
        }
        return new EntityPlanner(planning, options.connection(), root)
                .plan(options.associations(), options.fetch(), options.where());
    }
}
