package io.nightload.spec.job;

import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problems;
import java.util.List;
import java.util.Optional;

/** Reads which part is meant and leaves its options as they are. */
record PartReader(Problems problems) {

    /** The part under {@code source} or {@code target}. */
    Optional<PartSpec> read(Node.Entry entry) {
        return read(entry.key().value(), entry.value());
    }

    /**
     * A mapping with one key, or a word alone for a part without options.
     *
     * @param what it is, for messages
     */
    Optional<PartSpec> read(String what, Node node) {
        if (node instanceof Node.Scalar word && word.tag() == Node.Tag.STR) {
            return Optional.of(
                    new PartSpec(word.value(), word.position(), new Node.Mapping(word.position(), List.of())));
        }
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.position(), what + " must be a mapping such as name: { … }, and is " + node.kind());
            return Optional.empty();
        }
        if (mapping.entries().isEmpty()) {
            problems.add(node.position(), what + " is an empty mapping: it needs one key, the part's name");
            return Optional.empty();
        }
        if (mapping.entries().size() > 1) {
            Node.Scalar second = mapping.entries().get(1).key();
            problems.add(
                    second.position(),
                    what + " has one part, and '" + second.value() + "' is a second key: indent it below '"
                            + mapping.entries().get(0).key().value() + "' if it is one of its options");
        }
        return Optional.of(part(mapping.entries().get(0)));
    }

    /** {@code sql} is a part of its own, whose options are the key's value. */
    static PartSpec sql(Node.Entry entry) {
        return new PartSpec("sql", entry.key().position(), entry.value());
    }

    private static PartSpec part(Node.Entry entry) {
        return new PartSpec(entry.key().value(), entry.key().position(), entry.value());
    }
}
