package io.nightload.checkpoint.reject;

import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The rejects that are replayed in the chunk in flight, found by the rows that were made of them. */
public final class RejectsInHand {

    private final IdentityHashMap<Row.Extent, KeptReject> byRow = new IdentityHashMap<>();
    private final List<KeptReject> all = new ArrayList<>();

    void add(Row record, KeptReject reject) {
        byRow.put(record.extent(), reject);
        all.add(reject);
    }

    /** What a row, or one that a transform made of it, was. */
    KeptReject of(Row row) {
        KeptReject reject = byRow.get(row.record().extent());
        if (reject == null) {
            throw new IllegalStateException("a row at " + row.origin() + " is rejected that was not read");
        }
        return reject;
    }

    List<KeptReject> all() {
        return List.copyOf(all);
    }

    void clear() {
        byRow.clear();
        all.clear();
    }
}
