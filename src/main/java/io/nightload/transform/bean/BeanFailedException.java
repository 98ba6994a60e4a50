package io.nightload.transform.bean;

import io.nightload.row.Origin;
import io.nightload.row.Row;
import java.util.Arrays;

/** A bean threw what is no {@link io.nightload.row.RowError}. */
final class BeanFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 100;
    private static final int BYTES_PER_MIB = 1 << 20;

    private final String bean;

    private BeanFailedException(String bean, String what, Row row, String mend, Throwable cause) {
        super("bean " + bean + " " + what + " at " + origin(row.origin()) + ", the row " + shown(row) + mend, cause);
        this.bean = bean;
    }

    static BeanFailedException threw(String bean, Row row, Throwable cause) {
        return new BeanFailedException(bean, "threw " + cause + place(cause), row, "; " + mend(cause), cause);
    }

    static BeanFailedException gave(String bean, Row row, WrongResultException wrong) {
        return new BeanFailedException(bean, "gives " + wrong.getMessage(), row, "", wrong);
    }

    String bean() {
        return bean;
    }

    private static String place(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .findFirst()
                .map(frame -> " (in %s.%s(%s:%d))"
                        .formatted(
                                frame.getClassName(),
                                frame.getMethodName(),
                                frame.getFileName(),
                                frame.getLineNumber()))
                .orElse("");
    }

    private static String origin(Origin origin) {
        String line = origin.line() == 0 ? "" : ":" + origin.line();
        return origin.name() + line + (origin.key() == null ? "" : ", " + origin.key());
    }

    private static String shown(Row row) {
        String raw = row.raw().replace('\t', ' ');
        return "'" + (raw.length() > SHOWN ? raw.substring(0, SHOWN) + "…" : raw) + "'";
    }

    private static String mend(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "the heap has %d MiB: keep less from row to row, or raise -Xmx"
                    .formatted(Runtime.getRuntime().maxMemory() / BYTES_PER_MIB);
        }
        if (cause instanceof StackOverflowError) {
            return "it calls itself too deeply, or without end";
        }
        if (cause instanceof LinkageError) {
            return "put the jar of the class that is missing, or of the right version, into lib/";
        }
        return "let it throw a RowError where a row is to be rejected, and return null where it is to be left out";
    }
}
