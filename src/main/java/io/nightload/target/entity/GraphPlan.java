package io.nightload.target.entity;

import io.nightload.model.Association;
import io.nightload.model.Entity;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a row, or of a nested row: an entity of one table, and those beneath it.
 *
 * @param values what its attributes are set to
 * @param referring attributes that are set from the key of the entity above
 * @param generated its key, where the rows do not bring it
 * @param parents the entities that it refers to, one each at most
 * @param children the entities that refer to it
 */
public record GraphPlan(
        Entity entity,
        List<Value> values,
        Set<String> referring,
        Optional<GeneratedKey> generated,
        List<Branch> parents,
        List<Branch> children) {

    /** An attribute and the column of the row that it is set from. */
    record Value(ColumnValue value, String attribute) {}

    /**
     * Nested rows, or a nested row.
     *
     * @param column of the row that holds them
     */
    record Branch(Association association, Column column, GraphPlan plan) {}

    /**
     * A key of one column that a sequence fills.
     *
     * @param kind a number
     * @param sequence its name, quoted
     */
    record GeneratedKey(String attribute, ColumnType.Kind kind, String sequence) {

        /** A number of the sequence as a value of the attribute. */
        Object value(long number) {
            return switch (kind) {
                case SMALLINT -> (short) number;
                case INTEGER -> (int) number;
                case BIGINT -> number;
                default -> BigDecimal.valueOf(number);
            };
        }
    }

    /** This plan and all beneath it, those that others refer to first. */
    Stream<GraphPlan> all() {
        return Stream.of(
                        parents.stream().flatMap(branch -> branch.plan().all()),
                        Stream.of(this),
                        children.stream().flatMap(branch -> branch.plan().all()))
                .flatMap(plans -> plans);
    }

    /** Those of them that others refer to: several rows may bring the same entity. */
    Set<GraphPlan> shared() {
        Set<GraphPlan> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        all().flatMap(plan -> plan.parents.stream())
                .flatMap(branch -> branch.plan().all())
                .forEach(shared::add);
        return shared;
    }

    /** The attributes that are written: the others keep their defaults. */
    Set<String> written() {
        return Stream.of(
                        entity.key().stream(),
                        referring.stream(),
                        values.stream().map(Value::attribute),
                        generated.stream().map(GeneratedKey::attribute),
                        parents.stream().flatMap(branch -> branch.association().columns().stream()))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
