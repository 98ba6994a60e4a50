package io.nightload.transform;

import io.nightload.part.Counts;
import io.nightload.part.Rejects;
import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import io.nightload.row.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a row that comes out keeps its values. It lies in the nested row's block; of the row that held it, its outer row,
 * it carries among its computed values: first the outer row itself, for what lies beneath and beyond it, then what was
 * computed for that, then the values of its other columns, decoded once for all nested rows, and the position last.
 */
final class Unnesting {

    /** As many as several of PostgreSQL's widest tables have columns. */
    private static final int[] NULLS = new int[8 * 1_600];

    static {
        Arrays.fill(NULLS, -1);
    }

    private final Schema input;
    private final Column items;
    private final Structure structure;
    private final boolean outer;
    private final List<Column> decoded = new ArrayList<>();
    private final List<Column> carried = new ArrayList<>();

    Unnesting(Schema input, Column items, Structure structure, boolean outer) {
        this.input = input;
        this.items = items;
        this.structure = structure;
        this.outer = outer;
        input.columns().stream().filter(column -> !column.equals(items)).forEach(column -> carried.add(carry(column)));
    }

    private Column carry(Column column) {
        if (column.isComputed() || column.type().kind() == ColumnType.Kind.ROW) {
            return Outer.shifted(column);
        }
        decoded.add(column);
        int slot = ~(Outer.computed(input) + decoded.size() - 1);
        return new Column(column.name(), column.type(), TextFormat.STANDARD, slot);
    }

    /** The outer row's columns without the one that is unnested. */
    List<Column> carried() {
        return carried;
    }

    int positionSlot() {
        return ~(Outer.computed(input) + decoded.size());
    }

    Transform.Plan plan(List<Column> columns) {
        Schema output = new Schema(columns, new Outer(input, structure));
        Set<Integer> reads = new HashSet<>();
        decoded.forEach(column -> reads.add(column.slot()));
        if (!items.isComputed()) {
            reads.add(items.slot());
        }
        return new Plan(output, reads);
    }

    private final class Plan implements Transform.Plan {
        private final Schema schema;
        private final Set<Integer> reads;

        Plan(Schema schema, Set<Integer> reads) {
            this.schema = schema;
            this.reads = reads;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public Set<Integer> reads() {
            return reads;
        }

        @Override
        public boolean multiplies() {
            return true;
        }

        /** One row may have millions. */
        @Override
        public boolean streams() {
            return false;
        }

        @Override
        public Stage stage(StepRuntime runtime) {
            return (row, next) -> {
                long wanted = runtime.rejects().wantedItem(row);
                if (wanted == Rejects.ALL_ITEMS) {
                    unnest(row, next, runtime.counts());
                } else {
                    next.row(one(row, wanted));
                }
            };
        }

        private void unnest(Row row, Stage.Next next, Counts counts) throws Exception {
            @Nullable Object[] values = values(row);
            long position = 0;
            try {
                for (Row item : row.rows(items)) {
                    counts.add(Counts.Kind.UNNESTED, position == 0 ? 0 : 1);
                    position++;
                    next.row(item.unnested(row, position, schema, at(position, values)));
                }
            } catch (RowError e) {
                counts.add(Counts.Kind.UNNESTED, position == 0 ? 0 : 1);
                throw e;
            }
            if (position == 0 && outer) {
                next.row(empty(row).unnested(row, 0, schema, values));
            } else if (position == 0) {
                counts.add(Counts.Kind.FILTERED, 1);
            }
        }

        /** The only nested row that has not been loaded, at its position; 0 is what stands for none. */
        private Row one(Row row, long wanted) {
            @Nullable Object[] values = values(row);
            long position = 0;
            for (Row item : row.rows(items)) {
                position++;
                if (position == wanted) {
                    return item.unnested(row, position, schema, at(position, values));
                }
            }
            if (position == 0 && wanted == 0 && outer) {
                return empty(row).unnested(row, 0, schema, values);
            }
            throw new RowError(
                    "nested row " + wanted + " of " + items.name() + " was rejected, and there are " + position
                            + " now",
                    null,
                    items.name());
        }

        private @Nullable Object[] values(Row row) {
            int kept = Outer.computed(input);
            @Nullable Object[] values = new Object[kept + decoded.size() + 1];
            values[0] = row;
            System.arraycopy(row.computed(), 0, values, 1, kept - 1);
            for (int i = 0; i < decoded.size(); i++) {
                values[kept + i] = row.value(decoded.get(i));
            }
            return values;
        }

        private static @Nullable Object[] at(long position, @Nullable Object[] values) {
            @Nullable Object[] own = values.clone();
            own[own.length - 1] = position;
            return own;
        }

        /** A nested row of NULLs in place of none. */
        private Row empty(Row row) {
            byte[] raw = row.raw().getBytes(StandardCharsets.UTF_8);
            Origin origin = row.origin();
            Block block = new Block(origin.name(), raw, NULLS, NULLS);
            return Row.of(schema, block, new Row.Extent(0, 0, raw.length, origin.line(), origin.offset()));
        }
    }
}
