package io.nightload.transform.bean;

import io.nightload.row.Row;
import java.util.Arrays;

/** A bean threw what is no {@link io.nightload.row.RowError}. */
final class BeanFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 100;

    private final String bean;

    BeanFailedException(String bean, Row row, Exception cause) {
        super(
                "bean " + bean + " threw " + cause + place(cause) + " at the row " + shown(row)
                        + "; let it throw a RowError where a row is to be rejected, and return null where it is to be"
                        + " left out",
                cause);
        this.bean = bean;
    }

    String bean() {
        return bean;
    }

    private static String place(Exception cause) {
        return Arrays.stream(cause.getStackTrace())
                .findFirst()
                .map(frame -> " (in " + frame + ")")
                .orElse("");
    }

    private static String shown(Row row) {
        String raw = row.raw().replace('\t', ' ');
        return "'" + (raw.length() > SHOWN ? raw.substring(0, SHOWN) + "…" : raw) + "'";
    }
}
