package io.nightload.target.copy;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** In which of COPY's two formats rows are sent. */
public enum CopyFormat {
    /** Takes values of any type, as PostgreSQL would print them. */
    TEXT("", "", ""),
    /** Spares the server the parsing, but must know each type's bytes. */
    BINARY(" (FORMAT binary)", "PGCOPY\n\377\r\n\0" + "\0".repeat(8), "\377\377");

    private static final Set<Kind> TEXT_ONLY = EnumSet.of(Kind.ARRAY, Kind.OTHER);

    private final String clause;
    private final String header;
    private final String trailer;

    /** @param header and trailer of the stream, a character for each byte */
    CopyFormat(String clause, String header, String trailer) {
        this.clause = clause;
        this.header = header;
        this.trailer = trailer;
    }

    /** The faster one that can send values of all these columns of a table. */
    public static CopyFormat of(Collection<ColumnType> columns) {
        return columns.stream().anyMatch(type -> TEXT_ONLY.contains(type.kind())) ? TEXT : BINARY;
    }

    /** What ends the statement: {@code COPY … FROM STDIN (FORMAT binary)}. */
    String clause() {
        return clause;
    }

    /** For people. */
    public String word() {
        return this == BINARY ? "binary" : "text";
    }

    void begin(CopyBuffer out) {
        add(header, out);
    }

    void end(CopyBuffer out) {
        add(trailer, out);
    }

    private static void add(String bytes, CopyBuffer out) {
        out.addPlain(bytes.getBytes(StandardCharsets.ISO_8859_1), 0, bytes.length());
    }

    Wire wire(ColumnType source, TextFormat format, ColumnType target) {
        PlainForm plain = PlainForms.of(source, format, target);
        return this == BINARY ? new BinaryWire(target, plain) : new TextWire(plain);
    }

    /** @param fields of the row */
    void beginRow(CopyBuffer out, int fields) {
        if (this == BINARY) {
            out.addShort(fields);
        }
    }

    /** Between two fields. */
    void separate(CopyBuffer out) {
        if (this == TEXT) {
            out.add('\t');
        }
    }

    void endRow(CopyBuffer out) {
        if (this == TEXT) {
            out.add('\n');
        }
    }

    /** A value of type bigint. */
    void addNumber(CopyBuffer out, long number) {
        if (this == BINARY) {
            out.addInt(Long.BYTES);
            out.addLong(number);
        } else {
            out.addDecimal(number);
        }
    }

    /** A value of type boolean. */
    void addFlag(CopyBuffer out, boolean flag) {
        if (this == BINARY) {
            out.addInt(1);
            out.addByte(flag ? 1 : 0);
        } else {
            out.add(flag ? 't' : 'f');
        }
    }
}
