package io.nightload.target.entity;

import io.nightload.target.mapping.MappedEntity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transient entity and what it refers to. */
final class Draft {

    private final MappedEntity mapped;
    private final Object object;
    private final List<Reference> references = new ArrayList<>();

    /** Columns of a foreign key, and those of the entity it leads to that they are equal to. */
    record Reference(Draft to, List<String> columns, List<String> targetColumns) {}

    Draft(MappedEntity mapped) {
        this.mapped = mapped;
        this.object = mapped.create();
    }

    MappedEntity mapped() {
        return mapped;
    }

    Object object() {
        return object;
    }

    void set(String attribute, @Nullable Object value) {
        mapped.set(object, attribute, value);
    }

    void refer(Reference reference) {
        references.add(reference);
    }

    /** Sets the columns of its foreign keys, now that what they lead to has its key. */
    void resolve() {
        for (Reference reference : references) {
            for (int i = 0; i < reference.columns().size(); i++) {
                set(
                        reference.columns().get(i),
                        reference
                                .to()
                                .mapped
                                .get(
                                        reference.to().object,
                                        reference.targetColumns().get(i)));
            }
        }
    }

    List<@Nullable Object> key() {
        return mapped.key(object);
    }
}
