package io.nightload.target.table;

/** What a name of the catalogue may stand for. */
public enum RelationKind {
    TABLE("a table"),
    PARTITIONED_TABLE("a partitioned table"),
    VIEW("a view"),
    MATERIALIZED_VIEW("a materialized view"),
    FOREIGN_TABLE("a foreign table"),
    SEQUENCE("a sequence"),
    INDEX("an index"),
    TYPE("a type");

    private final String words;

    RelationKind(String words) {
        this.words = words;
    }

    static RelationKind of(String relkind) {
        return switch (relkind) {
            case "r" -> TABLE;
            case "p" -> PARTITIONED_TABLE;
            case "v" -> VIEW;
            case "m" -> MATERIALIZED_VIEW;
            case "f" -> FOREIGN_TABLE;
            case "S" -> SEQUENCE;
            case "i", "I" -> INDEX;
            default -> TYPE;
        };
    }

    /** Whether rows can be copied into it. */
    public boolean isWritable() {
        return this == TABLE || this == PARTITIONED_TABLE;
    }

    /** With its article, for people. */
    public String words() {
        return words;
    }
}
