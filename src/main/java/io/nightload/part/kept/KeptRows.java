package io.nightload.part.kept;

import io.nightload.row.Origin;
import io.nightload.row.Row;

/** How the rows of one source are kept as text and read again. */
public interface KeptRows {

    /** The text of a row that the source gave, for people and for {@link #read}. */
    String keep(Row record);

    /**
     * The row that was kept, as the source would give it now.
     *
     * @param text as it was kept, or as a person has mended it
     * @param origin where the row came from
     * @return a row with an error where the text cannot be read
     */
    Row read(String text, Origin origin);
}
