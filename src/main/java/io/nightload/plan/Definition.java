package io.nightload.plan;

import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import io.nightload.spec.PartSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hash of what a step does: its parts as they stand in the job file, without comments and layout, and the parameters. */
final class Definition {

    private final MessageDigest digest;

    Definition(Parameters parameters) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        parameters.values().forEach(value -> add(value.name()).add(value.text()));
    }

    void add(@Nullable PartSpec part) {
        if (part != null) {
            add(part.name());
            add(part.options());
        }
    }

    /** The length goes first, so that two texts never read as one. */
    Definition add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(Node node) {
        if (node instanceof Node.Scalar scalar) {
            add(scalar.value());
        } else if (node instanceof Node.Sequence sequence) {
            add("[");
            sequence.items().forEach(this::add);
            add("]");
        } else if (node instanceof Node.Mapping mapping) {
            add("{");
            for (Node.Entry entry : mapping.entries()) {
                add(entry.key().value());
                add(entry.value());
            }
            add("}");
        }
    }
}
