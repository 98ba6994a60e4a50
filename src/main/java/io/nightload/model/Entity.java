package io.nightload.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as an entity.
 *
 * @param attributes its columns, in their order
 * @param key the columns of its primary key, in the key's order; none where it has no primary key
 * @param inherited whether other tables inherit from it, whose rows are read with its own and may have the same keys
 * @param associations those along its foreign keys first
 */
public record Entity(
        TableName table,
        List<Attribute> attributes,
        List<String> key,
        boolean inherited,
        List<Association> associations) {

    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    public Optional<Association> association(String name) {
        return associations.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** All that a path may go on with: columns, then associations. */
    public List<String> names() {
        return Stream.concat(
                        attributes.stream().map(Attribute::name),
                        associations.stream().map(Association::name))
                .toList();
    }

    /** The same entity with one of its associations under another name. */
    public Entity renamed(String association, String newName) {
        return new Entity(
                table,
                attributes,
                key,
                inherited,
                associations.stream()
                        .map(a -> a.name().equals(association) ? a.named(newName) : a)
                        .toList());
    }
}
