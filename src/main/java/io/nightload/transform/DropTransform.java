package io.nightload.transform;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Leaves columns out. */
@Part(name = "drop", description = "Leaves columns out; the others stay in their order.", example = """
        drop: [internal_note, checksum]
        """)
final class DropTransform implements Transform<DropTransform.Options> {

    record Options(
            @Option(value = "the columns that go no further", main = true, required = true)
            List<Located<String>> columns) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        List<Column> kept = new ArrayList<>(input.columns());
        for (Located<String> dropped : options.columns()) {
            Names.find(dropped.value(), dropped.position(), input, planning).ifPresent(kept::remove);
        }
        if (kept.isEmpty()) {
            planning.problem("drop leaves no column of the row");
        }
        Schema output = input.withColumns(kept);
        return new RowByRow(output, Set.of(), row -> row.with(output, row.computed()));
    }
}
