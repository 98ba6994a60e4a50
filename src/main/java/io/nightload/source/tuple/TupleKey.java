package io.nightload.source.tuple;

import io.nightload.row.TupleKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads the key out of tuples of one kind. */
public final class TupleKey implements TupleKeys {

    private final List<Part> parts;

    /**
     * One column of a key.
     *
     * @param name for people
     * @param field its index in the tuple
     */
    public record Part(String name, int field, BinaryField text) {}

    public TupleKey(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The texts of its columns as PostgreSQL reads them, NULL where they are. */
    public List<@Nullable String> texts(byte[] bytes, int start) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Part part : parts) {
            texts.add(text(ByteBuffer.wrap(bytes).position(start + Short.BYTES), part));
        }
        return texts;
    }

    private static @Nullable String text(ByteBuffer tuple, Part part) {
        for (int i = 0; i < part.field(); i++) {
            int length = tuple.getInt();
            tuple.position(tuple.position() + Math.max(0, length));
        }
        int length = tuple.getInt();
        return length < 0 ? null : part.text().of(tuple.slice().limit(length));
    }

    @Override
    public String of(byte[] bytes, int start) {
        List<@Nullable String> texts = texts(bytes, start);
        StringJoiner key = new StringJoiner(", ");
        for (int i = 0; i < texts.size(); i++) {
            @Nullable String text = texts.get(i);
            key.add(parts.get(i).name() + " = " + (text == null ? "NULL" : text));
        }
        return key.toString();
    }
}
