package io.nightload.source.relation;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads one field of a row as the text, in UTF-8, that PostgreSQL would write for its value. */
@FunctionalInterface
public interface FieldText {

    /** @return null for NULL; not to be written to */
    byte @Nullable [] read(ResultSet row, int index) throws SQLException;
}
