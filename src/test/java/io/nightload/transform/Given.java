package io.nightload.transform;

import io.nightload.part.Databases;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of orders with the columns id integer, status text and amount numeric, and what is planned over it. */
final class Given {

    static final Schema ORDERS = new Schema(List.of(
            new Column("id", ColumnType.parse("integer"), TextFormat.STANDARD, 0),
            new Column("status", ColumnType.TEXT, TextFormat.STANDARD, 1),
            new Column("amount", ColumnType.parse("numeric"), TextFormat.STANDARD, 2)));

    private final Problems problems = new Problems();

    final Planning planning = new Planning(
            new Position("jobs/orders.yaml", 5, 7),
            problems,
            new Parameters(List.of(new Parameters.Value(
                    "date", ParameterSpec.Type.DATE, LocalDate.of(2026, 11, 20), "2026-11-20", true))),
            ZoneId.of("Europe/Berlin"),
            Path.of("."),
            Databases.NONE,
            false);

    /** {@code line:column: message} of each. */
    List<String> problems() {
        return problems.list().stream().map(Given::shown).toList();
    }

    private static String shown(Problem problem) {
        return problem.position().line() + ":" + problem.position().column() + ": " + problem.message();
    }

    /** A scalar whose text begins at column 20 of this line. */
    static Node.Scalar text(int line, String text) {
        return new Node.Scalar(
                new Position("jobs/orders.yaml", line, 20),
                text,
                Node.Tag.STR,
                index -> new Position("jobs/orders.yaml", line, 20 + index));
    }

    /** A name at column 9 of this line. */
    static Located<String> name(int line, String name) {
        return new Located<>(name, new Position("jobs/orders.yaml", line, 9));
    }

    /** Names and expressions in turn, one on each line from 1. */
    static Map<Located<String>, Node.Scalar> expressions(String... namesAndTexts) {
        Map<Located<String>, Node.Scalar> expressions = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            expressions.put(name(i / 2 + 1, namesAndTexts[i]), text(i / 2 + 1, namesAndTexts[i + 1]));
        }
        return expressions;
    }

    static Row order(@Nullable String id, @Nullable String status, @Nullable String amount) {
        @Nullable String[] values = {id, status, amount};
        int[] starts = new int[3];
        int[] lengths = new int[3];
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            String value = values[i];
            starts[i] = bytes.length();
            lengths[i] = value == null ? -1 : value.length();
            bytes.append(value == null ? "" : value);
        }
        byte[] all = bytes.toString().getBytes(StandardCharsets.UTF_8);
        return Row.of(ORDERS, new Block("orders.csv", all, starts, lengths), new Row.Extent(0, 0, all.length, 2, 20));
    }

    /** {@code name=value} of each column that comes out, or null for a filtered row. */
    static @Nullable String run(Transform.Plan plan, Row row) throws Exception {
        Row out = ((RowByRow) plan).processor().process(row);
        if (out == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plan.schema().size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(plan.schema().column(i).name())
                    .append('=')
                    .append(out.value(i));
        }
        return text.toString();
    }
}
