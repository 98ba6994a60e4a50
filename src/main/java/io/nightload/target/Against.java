package io.nightload.target;

import io.nightload.row.Schema;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.target.table.TableInfo;
import java.util.List;

/**
 * The rows of a step against the table that they go to.
 *
 * @param atOnce whether the rows of a step are held back until all of them are there, whatever the mode
 * @param input the columns that arrive
 * @param read those of them that the {@code delete} expression reads: the table may lack them
 * @param problems where what is wrong is put
 * @param part the place of the target in the job file
 */
record Against(
        TableTarget.Options options,
        boolean atOnce,
        Schema input,
        List<String> read,
        TableInfo table,
        Problems problems,
        Position part) {

    /** The columns of the rows that go into the table. */
    List<String> written() {
        return input.names().stream()
                .filter(name -> !(read.contains(name) && table.column(name).isEmpty()))
                .toList();
    }

    void problem(String message) {
        problems.add(part, message);
    }
}
