package io.nightload.transform;

import io.nightload.expression.Expression;
import io.nightload.expression.Expressions;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns that come out keep their values. One that is only passed on keeps its place, be it in the block's
 * bytes or among the values that an earlier transform computed; the others get places behind those.
 */
final class Projection {

    private final Expressions compiled;
    private final List<Expression> computed = new ArrayList<>();
    private final int kept;

    Projection(Schema input, Expressions compiled) {
        this.compiled = compiled;
        this.kept = input.computed();
    }

    /** The column of this name whose value is that of the expression at this index. */
    Column column(String name, int expression) {
        if (compiled.expressions().isEmpty()) {
            return new Column(name, compiled.types().get(expression), TextFormat.STANDARD, ~kept);
        }
        Expression source = compiled.expressions().get(expression);
        Optional<Column> bare = source.bare();
        if (bare.isPresent()) {
            Column same = bare.get();
            return new Column(name, same.type(), same.format(), same.slot());
        }
        computed.add(source);
        return new Column(name, source.type(), TextFormat.STANDARD, ~(kept + computed.size() - 1));
    }

    /** The plan whose rows have this schema. */
    Transform.Plan plan(Schema output) {
        if (computed.isEmpty()) {
            return new RowByRow(output, Set.of(), row -> row.with(output, row.computed()));
        }
        Set<Integer> reads =
                computed.stream().flatMap(one -> one.reads().stream()).collect(Collectors.toUnmodifiableSet());
        Expression[] expressions = computed.toArray(new Expression[0]);
        return new RowByRow(output, reads, row -> row.with(output, values(row, expressions)));
    }

    private @Nullable Object[] values(Row row, Expression[] expressions) {
        @Nullable Object[] values = new Object[kept + expressions.length];
        System.arraycopy(row.computed(), 0, values, 0, kept);
        for (int i = 0; i < expressions.length; i++) {
            values[kept + i] = expressions[i].evaluate(row);
        }
        return values;
    }
}
