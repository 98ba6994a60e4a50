package io.nightload.model;

/** How many entities stand on either side of an association. */
public enum Cardinality {
    MANY_TO_ONE,
    /** The other side of a foreign key whose columns are unique. */
    ONE_TO_ONE,
    ONE_TO_MANY,
    /** Through a table that is nothing but the link. */
    MANY_TO_MANY;

    /** Whether there may be more than one at the other end. */
    public boolean isToMany() {
        return this == ONE_TO_MANY || this == MANY_TO_MANY;
    }

    /** For people: {@code many-to-one}. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
