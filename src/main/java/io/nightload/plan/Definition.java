package io.nightload.plan;

import io.nightload.spec.Interpolation;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what a step does: its parts as they stand in the job file, without comments and layout and with
 * {@code ${…}} replaced, the parameters that they bind, and the time zone.
 */
final class Definition {

    private final MessageDigest digest;
    private final LoadedJob job;
    private final Interpolation interpolation;

    Definition(LoadedJob job) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        this.job = job;
        // what is wrong with a placeholder was said when the part's options were read
        this.interpolation = new Interpolation(job.parameters(), job.settings().variables(), new Problems());
        add(job.spec().zone().getId());
    }

    void add(@Nullable PartSpec part) {
        if (part != null) {
            add(part.name());
            add(part.options());
        }
    }

    /** The length goes first, so that two texts never read as one. */
    private Definition add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** A text, and the parameters that stand in it as {@code :name}. */
    Definition addBound(String text) {
        for (Parameters.Value value : job.parameters().values()) {
            if (text.contains(":" + value.name())) {
                add(value.name()).add(value.text());
            }
        }
        return add(text);
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(Node node) {
        if (node instanceof Node.Scalar scalar) {
            addBound(interpolation.apply(scalar));
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
