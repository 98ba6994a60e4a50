package io.nightload.target.objects;

import io.nightload.entity.EntityClass;
import io.nightload.entity.ObjectRows;
import io.nightload.model.Model;
import io.nightload.model.TableName;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.NearestWord;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** A target that takes the objects which rows carry. */
public final class ObjectTarget implements TargetPart.Plan {

    private final Located<String> name;
    private final boolean upsert;
    private final @Nullable EntityClass entity;

    /**
     * Holds what arrives against the class; what is wrong stands in the planning's problems.
     *
     * @param name of the class
     */
    public ObjectTarget(Located<String> name, boolean upsert, Schema input, Planning planning) {
        this.name = name;
        this.upsert = upsert;
        this.entity = EntityClass.find(name, planning.problems()).orElse(null);
        if (entity != null) {
            requireObjects(entity, input, planning);
            requireTable(entity, planning);
            noteIdentity(entity, planning);
        }
    }

    private void requireObjects(EntityClass wanted, Schema input, Planning planning) {
        if (!(input.beyond() instanceof ObjectRows objects)) {
            planning.problem(
                    name.position(),
                    "the target takes objects of " + name.value()
                            + ", but the rows carry none: let a bean give them, read"
                            + " them by a source with entity: { class: " + name.value() + " }, or write rows to a table"
                            + " with entity: { root: " + wanted.type().table() + " }");
        } else if (!wanted.type().type().isAssignableFrom(objects.type())) {
            planning.problem(
                    name.position(),
                    "the target takes objects of " + name.value() + ", but those that reach it are of "
                            + objects.type().getName());
        } else if (!input.columns().equals(objects.schema().columns())) {
            planning.problem(
                    name.position(),
                    "the target takes the objects as they are, but a transform has changed their columns to " + input
                            + ": change the object in a bean, and leave set, select and drop out");
        }
    }

    private void requireTable(EntityClass wanted, Planning planning) {
        String table = wanted.type().table();
        planning.target().map(Model::new).ifPresent(model -> {
            if (model.find(TableName.parse(table)).isEmpty() && !planning.earlierSql()) {
                List<String> tables =
                        model.tables().stream().map(TableName::toString).toList();
                planning.problem(
                        name.position(),
                        "there is no table " + table + ", which " + name.value() + " is mapped to"
                                + NearestWord.hint(table, tables));
            }
        });
    }

    private void noteIdentity(EntityClass wanted, Planning planning) {
        Class<?> type = wanted.type().type();
        boolean identity = Stream.<AnnotatedElement>concat(
                        Arrays.stream(type.getDeclaredFields()), Arrays.stream(type.getDeclaredMethods()))
                .map(member -> member.getAnnotation(GeneratedValue.class))
                .anyMatch(generated -> generated != null && generated.strategy() == GenerationType.IDENTITY);
        if (identity) {
            planning.problems()
                    .note(
                            name.position(),
                            "keys of " + name.value() + " are made by IDENTITY: its objects are inserted one statement"
                                    + " each; a sequence lets them go in batches");
        }
    }

    @Override
    public String description() {
        return name.value() + " and what it cascades to, " + (upsert ? "upsert" : "append");
    }

    @Override
    public boolean appends() {
        return !upsert;
    }

    @Override
    public Optional<String> undivided() {
        return Optional.of("its partitions may bring one new entity at the same time, and each would insert it");
    }

    @Override
    public ItemStreamWriter<Row> writer(StepRuntime runtime) {
        if (entity == null) {
            throw new IllegalStateException("a job with problems does not run");
        }
        return new ObjectWriter(entity.type(), entity.types(), upsert, runtime);
    }
}
