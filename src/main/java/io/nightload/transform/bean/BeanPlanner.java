package io.nightload.transform.bean;

import io.nightload.entity.ObjectRows;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import jakarta.persistence.Entity;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what a bean takes and gives against the rows that reach it. */
public final class BeanPlanner {

    private final Position position;
    private final Problems problems;

    /** @param position of the bean's name in the job file */
    public BeanPlanner(Position position, Problems problems) {
        this.position = position;
        this.problems = problems;
    }

    /** Empty where the two do not fit, which is a problem then. */
    public Optional<Transform.Plan> plan(Processor processor, Schema input) {
        if (processor.takes() == Object.class || processor.gives() == Object.class) {
            problem(
                    processor,
                    "does not say what it takes and gives: let its class, or the method that makes it, name"
                            + " both, as in ItemProcessor<Order, OrderScore>");
            return Optional.empty();
        }
        @Nullable Giving giving = giving(processor, input);
        return takes(processor, input) && giving != null
                ? Optional.of(new BeanPlan(processor, input, giving))
                : Optional.empty();
    }

    private boolean takes(Processor processor, Schema input) {
        Class<?> takes = processor.takes();
        ObjectRows objects = input.beyond() instanceof ObjectRows rows ? rows : null;
        boolean object = objects != null && takes.isAssignableFrom(objects.type());
        if (takes == Row.class || takes == Map.class || object) {
            return true;
        }
        String comes = objects == null
                ? "rows without objects reach it: it may take a " + Row.class.getName()
                        + " or a Map, or the entity of a source with entity: { class: " + takes.getName() + " }"
                : "what reaches it is " + objects.type().getName();
        problem(processor, "takes " + takes.getName() + ", but " + comes);
        return false;
    }

    private @Nullable Giving giving(Processor processor, Schema input) {
        Class<?> gives = processor.gives();
        if (gives == Row.class) {
            return Giving.row(input);
        }
        if (gives == Map.class) {
            return Giving.map(input);
        }
        if (input.beyond() instanceof ObjectRows same && same.type() == gives) {
            return Giving.object(same);
        }
        PropertyRows made = new PropertyRows(gives);
        boolean entity = gives.isAnnotationPresent(Entity.class); // it may go to a target as it is
        if (!made.left().isEmpty() && !entity) {
            problem(
                    processor,
                    "gives " + gives.getName() + ", of which no column takes "
                            + made.left().stream()
                                    .map(property -> property.name() + " ("
                                            + property.type().getSimpleName() + ")")
                                    .collect(Collectors.joining(", ")));
            return null;
        }
        if (made.schema().size() == 0 && !entity) {
            problem(
                    processor,
                    "gives " + gives.getName() + ", which has no properties to make columns of: let it give a"
                            + " record, a class with getters, an entity, a Map or a Row");
            return null;
        }
        return Giving.object(made);
    }

    private void problem(Processor processor, String what) {
        problems.add(position, "bean " + processor.name() + " " + what);
    }

    /** Whether a column has a value that a bean can be given. */
    static boolean isValue(Column column) {
        return !column.type().isNested();
    }
}
