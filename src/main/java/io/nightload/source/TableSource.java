package io.nightload.source;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.jdbc.DatabasePlanner;
import io.nightload.source.jdbc.LaterPlan;
import io.nightload.source.jdbc.ReadOptions;
import io.nightload.source.keyset.SinceOptions;
import io.nightload.source.reading.ReadMode;
import io.nightload.source.reading.Subject;
import io.nightload.source.relation.RelationName;
import io.nightload.spec.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a table. */
@Part(
        name = "table",
        description = "Reads a table or view of any connection, in pages behind its key or by a cursor.",
        example = """
                table:
                  name: shop.orders
                  connection: legacy
                  where: "ordered_on = :date"
                  key: [ordered_on desc, id]
                """)
public final class TableSource implements Source<TableSource.Options> {

    /** What a job may say. */
    public record Options(
            @Option(
                    value =
                            "the table or view, with its schema; names with capitals or other signs stand in double quotes",
                    main = true)
            Located<String> name,

            @Option(value = "which database, by its name in nightload.yaml", defaultValue = "target")
            Located<String> connection,

            @Option("the columns to read; by default all that something uses")
            List<Located<String>> columns,

            @Option("a condition in the database's SQL; parameters are bound as :name")
            Node.@Nullable Scalar where,

            @Option(
                    "paging, each page behind the last key, or cursor, one statement in a transaction of its own; by default"
                            + " paging where there is a primary key or a key is given")
            @Nullable
            Located<ReadMode> read,

            @Option(
                    "the order to read in, which must be unique: columns, each with desc and nulls first or nulls last where"
                            + " it is meant; by default the primary key")
            List<Located<String>> key,

            @Option("reads only what is new since the last run: the column that grows, and the overlap") @Nullable
            SinceOptions since,

            @Option(
                    "the most rows that are asked for at once; by default 2000, more where rows pass as they are, and fewer"
                            + " where they are wide")
            @Nullable
            Located<Integer> fetchSize) {}

    @Override
    public Plan plan(Options options, Planning planning) {
        String name = options.name().value();
        Optional<RelationName> table = RelationName.parse(name);
        if (table.isEmpty()) {
            planning.problem(
                    options.name().position(),
                    "'" + name + "' is no table's name: write schema.table, with double quotes around a name that has"
                            + " other signs than letters, digits and _");
            return new LaterPlan(name, options.connection().value());
        }
        ReadOptions reading = new ReadOptions(
                options.connection(),
                options.columns(),
                options.read(),
                options.key(),
                options.since(),
                options.fetchSize());
        Subject subject = Subject.table(table.get(), options.name().position(), options.where());
        return new DatabasePlanner(planning, reading, subject).plan();
    }
}
