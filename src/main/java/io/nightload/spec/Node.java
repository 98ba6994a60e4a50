package io.nightload.spec;

import java.util.List;

/** One node of a YAML file, with its place. */
public sealed interface Node {

    Position position();

    /** How a message calls this kind of node: text, number, true/false, null, list, mapping. */
    String kind();

    /**
     * A single value.
     *
     * @param value its text, with YAML's quotes and folding undone
     * @param tag YAML's core type: str, int, float, bool or null; a quoted one is always str
     * @param offsets the place in the file of each character of {@code value}
     */
    record Scalar(Position position, String value, Tag tag, Offsets offsets) implements Node {

        @Override
        public String kind() {
            return tag.word;
        }

        /** The place in the file of the character at this index of the value (its length is allowed too). */
        public Position at(int index) {
            return offsets.at(index);
        }
    }

    /** Maps an index in a scalar's value to its place in the file. */
    @FunctionalInterface
    interface Offsets {
        Position at(int index);
    }

    /** YAML's core types of a scalar. */
    enum Tag {
        STR("text"),
        INT("a whole number"),
        FLOAT("a number"),
        BOOL("true or false"),
        NULL("nothing");

        final String word;

        Tag(String word) {
            this.word = word;
        }
    }

    record Sequence(Position position, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Position position, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, Node value) {}
}
