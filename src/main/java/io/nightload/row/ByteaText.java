package io.nightload.row;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Reads bytea in its two forms: {@code \x} and hexadecimal digits, or bytes with {@code \\} and {@code \ooo} among them. */
final class ByteaText {

    private ByteaText() {}

    static byte[] read(ColumnType type, byte[] bytes, int start, int length) {
        Utf8.requireText(bytes, start, length);
        boolean hex = length >= 2 && bytes[start] == '\\' && bytes[start + 1] == 'x';
        return hex ? hexadecimal(bytes, start + 2, start + length) : escaped(type, bytes, start, start + length);
    }

    private static byte[] hexadecimal(byte[] bytes, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((end - start) / 2);
        int i = start;
        while (i < end) {
            if (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r') {
                i++;
                continue;
            }
            int high = hexDigit(bytes, i, end);
            if (i + 1 >= end) {
                throw new RowError("invalid hexadecimal data: odd number of digits", "22023", null);
            }
            out.write((high << 4) | hexDigit(bytes, i + 1, end));
            i += 2;
        }
        return out.toByteArray();
    }

    private static int hexDigit(byte[] bytes, int i, int end) {
        if (bytes[i] >= 0 && HexFormat.isHexDigit(bytes[i])) {
            return HexFormat.fromHexDigit(bytes[i]);
        }
        String digit = Utf8.decode(bytes, i, Utf8.sequence(bytes, i, end));
        throw new RowError("invalid hexadecimal digit: " + BadText.quoted(digit), "22023", null);
    }

    private static byte[] escaped(ColumnType type, byte[] bytes, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
        int i = start;
        while (i < end) {
            if (bytes[i] != '\\') {
                out.write(bytes[i++]);
            } else if (i + 1 < end && bytes[i + 1] == '\\') {
                out.write('\\');
                i += 2;
            } else if (i + 3 < end
                    && bytes[i + 1] <= '3'
                    && octal(bytes, i + 1)
                    && octal(bytes, i + 2)
                    && octal(bytes, i + 3)) {
                out.write(((bytes[i + 1] - '0') << 6) | ((bytes[i + 2] - '0') << 3) | (bytes[i + 3] - '0'));
                i += 4;
            } else {
                throw new RowError("invalid input syntax for type " + type.name(), "22P02", null);
            }
        }
        return out.toByteArray();
    }

    private static boolean octal(byte[] bytes, int i) {
        return bytes[i] >= '0' && bytes[i] <= '7';
    }

    static String write(byte[] value) {
        return "\\x" + HexFormat.of().formatHex(value);
    }
}
