package io.nightload.source;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.jdbc.DatabasePlanner;
import io.nightload.source.jdbc.ReadOptions;
import io.nightload.source.keyset.SinceOptions;
import io.nightload.source.reading.ReadMode;
import io.nightload.source.reading.Subject;
import io.nightload.spec.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a query gives. */
@Part(
        name = "query",
        description = "Reads what a SELECT on any connection gives, by a cursor or in pages behind its key.",
        example = """
                query:
                  sql: SELECT o.id, o.ordered_on, c.name FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id
                  connection: legacy
                  key: [id]
                """)
public final class QuerySource implements Source<QuerySource.Options> {

    /** What a job may say. */
    public record Options(
            @Option(value = "a SELECT in the database's SQL; parameters are bound as :name", main = true)
            Node.Scalar sql,

            @Option(value = "which database, by its name in nightload.yaml", defaultValue = "target")
            Located<String> connection,

            @Option(
                    "cursor, one statement in a transaction of its own, or paging, the query anew for each page behind the last"
                            + " key; by default cursor")
            @Nullable
            Located<ReadMode> read,

            @Option(
                    "columns of its that identify a row, each with desc and nulls first or nulls last where it is meant: the"
                            + " order to read in, by which a restart goes on")
            List<Located<String>> key,

            @Option("reads only what is new since the last run: the column that grows, and the overlap") @Nullable
            SinceOptions since,

            @Option("the most rows that are asked for at once; by default 2000, and fewer where rows are wide")
            @Nullable
            Located<Integer> fetchSize) {}

    @Override
    public Plan plan(Options options, Planning planning) {
        ReadOptions reading = new ReadOptions(
                options.connection(), List.of(), options.read(), options.key(), options.since(), options.fetchSize());
        return new DatabasePlanner(planning, reading, Subject.query(options.sql())).plan();
    }
}
