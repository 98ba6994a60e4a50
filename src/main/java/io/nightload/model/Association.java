package io.nightload.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from one entity to another, along a foreign key or against it.
 *
 * @param name as expressions and fetch plans write it
 * @param target the table at the other end
 * @param columns of this entity's table, each equal to the one of {@code targetColumns} in its place; with a link, to
 *     {@link Link#near}
 * @param targetColumns of the target's table; with a link, equal to {@link Link#far}
 * @param optional whether there may be nothing at the other end
 * @param link the table in between, for many-to-many, else null
 * @param constraint the foreign key's name; with a link, that of the one to this entity
 */
public record Association(
        String name,
        Cardinality cardinality,
        TableName target,
        List<String> columns,
        List<String> targetColumns,
        boolean optional,
        @Nullable Link link,
        String constraint) {

    /**
     * A table that is nothing but the pairs of two others' keys.
     *
     * @param near its columns that refer to the entity where the association begins
     * @param far its columns that refer to the target
     */
    public record Link(TableName table, List<String> near, List<String> far) {}

    Association named(String newName) {
        return new Association(newName, cardinality, target, columns, targetColumns, optional, link, constraint);
    }

    /** Whether it goes along the foreign key, not against it. */
    public boolean isForward() {
        return cardinality == Cardinality.MANY_TO_ONE;
    }
}
