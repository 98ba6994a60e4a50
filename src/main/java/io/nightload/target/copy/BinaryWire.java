package io.nightload.target.copy;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.TextFormat;

/**
 * Values in COPY's binary format: a length of four bytes, -1 for NULL, and the bytes that the type's receive function
 * takes.
 */
final class BinaryWire implements Wire {

    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;

    private final ColumnType type;
    private final PlainForm plain;
    private final BinaryForm form;

    BinaryWire(ColumnType type, PlainForm plain) {
        this.type = type;
        this.plain = plain;
        this.form = BinaryForms.of(type.kind());
    }

    @Override
    public void addNull(CopyBuffer out) {
        out.addInt(NULL);
    }

    @Override
    public boolean addPlain(byte[] bytes, int start, int end, CopyBuffer out) {
        if (!plain.matches(bytes, start, end)) {
            return false;
        }
        form.add(bytes, start, end, out);
        return true;
    }

    @Override
    public int addText(byte[] bytes, int start, int length, CopyBuffer out) {
        out.addInt(length);
        return out.addUtf8(bytes, start, length);
    }

    @Override
    public void addCanonical(byte[] text, CopyBuffer out) {
        switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, BOOLEAN, UUID, TIME -> form.add(text, 0, text.length, out);
            case TEXT, VARCHAR, CHAR, ENUM, JSON -> addText(text, 0, text.length, out);
            case JSONB -> {
                out.addInt(text.length + 1);
                out.addByte(JSONB_VERSION);
                out.addUtf8(text, 0, text.length);
            }
            default -> addValue(text, out);
        }
    }

    /** Of a type whose values are not all digits: the infinities, years before Christ, exponents. */
    private void addValue(byte[] text, CopyBuffer out) {
        boolean digits = isDigit(text[text.length - 1]) && (isDigit(text[0]) || text[0] == '-');
        if (type.kind() == Kind.NUMERIC && digits) {
            form.add(text, 0, text.length, out);
        } else {
            BinaryValues.add(type, type.decode(text, 0, text.length, TextFormat.STANDARD), out);
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
