package io.nightload.plan;

import io.nightload.connection.ServerError;
import io.nightload.part.Databases;
import io.nightload.part.OptionBinder;
import io.nightload.part.Parts;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.part.TargetPart;
import io.nightload.part.Transform;
import io.nightload.row.Schema;
import io.nightload.spec.Interpolation;
import io.nightload.spec.NearestWord;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.StepSpec;
import io.nightload.spec.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Plans the steps of one job; what is wrong goes into the problems. */
final class StepPlanner {

    private static final Schema NO_COLUMNS = new Schema(List.of());

    private final Parts parts;
    private final LoadedJob job;
    private final Databases databases;
    private final Problems problems;
    private final boolean checking;
    private final OptionBinder binder;

    /** @param checking whether what a database fails at is a problem too, or thrown: a run may succeed later */
    StepPlanner(Parts parts, LoadedJob job, Databases databases, Problems problems, boolean checking) {
        this.checking = checking;
        this.parts = parts;
        this.job = job;
        this.databases = databases;
        this.problems = problems;
        Interpolation interpolation =
                new Interpolation(job.parameters(), job.settings().variables(), problems);
        this.binder = new OptionBinder(interpolation, problems);
    }

    /** @param earlierSql whether a table that is missing now may exist when the step begins */
    Optional<StepPlan> plan(StepSpec step, boolean earlierSql) {
        return step.sql() != null ? sql(step, step.sql()) : rows(step, earlierSql);
    }

    private Optional<StepPlan> sql(StepSpec step, PartSpec part) {
        return binder.bind(part, SqlOptions.class)
                .flatMap(options -> options.read(job.settings().home(), problems, part.position()))
                .map(script -> new StepPlan.Sql(
                        step, script.name(), statements(script), job.parameters(), definition(step, script.text())));
    }

    private List<StepPlan.Sql.Statement> statements(SqlOptions.Script script) {
        List<StepPlan.Sql.Statement> statements = new ArrayList<>();
        for (SqlStatement statement : SqlStatement.ofScript(script.text())) {
            Position position = script.at(statement.offset());
            statement.sql().requireKnown(job.parameters(), script::at, problems);
            if (statement.controlsTransaction()) {
                problems.add(
                        position,
                        statement.verb()
                                + " in an sql step: all of its statements are one transaction, which is begun and"
                                + " ended for it; leave it out");
            }
            statements.add(new StepPlan.Sql.Statement(statement.sql(), position));
        }
        return statements;
    }

    private Optional<StepPlan> rows(StepSpec step, boolean earlierSql) {
        PartSpec sourcePart = present(step.source());
        PartSpec targetPart = present(step.target());
        Optional<Source<?>> source = find("source", parts.sources(), sourcePart);
        Optional<TargetPart<?>> targetType = find("target", parts.targets(), targetPart);
        int problemsBefore = problems.list().size();
        Optional<Source.Plan> sourcePlan = source.flatMap(s -> planSource(s, sourcePart, earlierSql));
        if (sourcePlan.isEmpty()
                || (isUnread(sourcePlan.get()) && problems.list().size() > problemsBefore)) {
            return withoutColumns(step.transforms(), targetType, targetPart);
        }
        if (!sourcePlan.get().knowsColumns()) {
            withoutColumns(step.transforms(), targetType, targetPart);
            return Optional.of(new StepPlan.Rows(
                    step,
                    sourcePlan.get(),
                    Set.of(),
                    List.of(),
                    NO_COLUMNS,
                    Optional.empty(),
                    true,
                    definition(step, "")));
        }
        if (sourcePlan.get().isEmpty() && problems.list().size() == problemsBefore) {
            return nothing(step, sourcePlan.get(), targetType, targetPart, earlierSql);
        }
        PartitionsCheck partitions = new PartitionsCheck(step, sourcePlan.get(), problems);
        partitions.checkSource();
        Schema columns = sourcePlan.get().schema();
        List<Transform.Plan> transforms = new ArrayList<>();
        for (PartSpec part : step.transforms()) {
            Schema input = columns;
            Optional<Transform.Plan> plan = find("transform", parts.transforms(), part)
                    .flatMap(transform -> planTransform(transform, part, input, earlierSql));
            if (plan.isEmpty() || !plan.get().knowsColumns()) {
                int next = step.transforms().indexOf(part) + 1;
                return withoutColumns(
                        step.transforms().subList(next, step.transforms().size()), targetType, targetPart);
            }
            transforms.add(plan.get());
            columns = plan.get().schema();
        }
        Schema arriving = columns;
        Optional<TargetPart.Plan> targetPlan = targetType.flatMap(t -> planTarget(
                t,
                targetPart,
                arriving,
                planning(targetPart, earlierSql, step.options().atOnce())));
        targetPlan.ifPresent(target -> requireFit(sourcePlan.get(), target, targetPart));
        targetPlan.ifPresent(target -> requirePublishing(step, target, targetPart));
        targetPlan.ifPresent(target -> partitions.check(target, arriving));
        Set<Integer> reads = slots(transforms, arriving, targetPlan);
        return Optional.of(new StepPlan.Rows(
                step,
                asTuples(sourcePlan.get().reading(reads), transforms, targetPlan),
                reads,
                transforms,
                columns,
                targetPlan,
                earlierSql,
                definition(step, "")));
    }

    /** Those of the source's columns that something reads or that reach the target. */
    private static Set<Integer> slots(
            List<Transform.Plan> transforms, Schema arriving, Optional<TargetPart.Plan> target) {
        Set<Integer> slots = new TreeSet<>();
        transforms.forEach(transform -> slots.addAll(transform.reads()));
        target.ifPresent(plan -> slots.addAll(plan.reads()));
        arriving.columns().stream().filter(column -> !column.isComputed()).forEach(column -> slots.add(column.slot()));
        return slots;
    }

    /** Where no transform touches the rows and both ends have the same columns, nothing has to know the values. */
    private static Source.Plan asTuples(
            Source.Plan source, List<Transform.Plan> transforms, Optional<TargetPart.Plan> target) {
        return transforms.isEmpty()
                ? target.flatMap(TargetPart.Plan::takesTuples)
                        .flatMap(source::asTuples)
                        .orElse(source)
                : source;
    }

    private void requireFit(Source.Plan source, TargetPart.Plan target, PartSpec part) {
        source.repeats()
                .filter(repeats -> target.appends() || (target.replaces() && !repeats.all()))
                .ifPresent(repeats -> problems.add(
                        part.position(),
                        part.name() + (target.appends() ? " appends" : " replaces") + ", but " + repeats.why()
                                + ": let it upsert, with mode: upsert and a key"));
    }

    private void requirePublishing(StepSpec step, TargetPart.Plan target, PartSpec part) {
        if (step.options().atOnce() && !target.publishesAtOnce()) {
            problems.add(
                    part.position(),
                    "the target " + part.name()
                            + " publishes each chunk by itself: leave publish: step out, or load into a table");
        }
    }

    private static boolean isUnread(Source.Plan source) {
        return source.schema().size() == 0;
    }

    /** A step all the same: one that has begun with an input must not be complete without it. */
    private Optional<StepPlan> nothing(
            StepSpec step,
            Source.Plan source,
            Optional<TargetPart<?>> targetType,
            PartSpec targetPart,
            boolean earlierSql) {
        withoutColumns(step.transforms(), targetType, targetPart);
        return Optional.of(new StepPlan.Rows(
                step,
                source,
                Set.of(),
                List.of(),
                source.schema(),
                Optional.of(NothingWritten.INSTANCE),
                earlierSql,
                definition(step, "")));
    }

    /** Finds what is wrong with parts whose columns are not known: only their names and options can be checked. */
    private Optional<StepPlan> withoutColumns(
            List<PartSpec> transforms, Optional<TargetPart<?>> targetType, PartSpec targetPart) {
        for (PartSpec part : transforms) {
            find("transform", parts.transforms(), part)
                    .ifPresent(transform -> binder.bind(part, Parts.optionsOf(transform)));
        }
        targetType.ifPresent(target -> binder.bind(targetPart, Parts.optionsOf(target)));
        return Optional.empty();
    }

    private <O extends Record> Optional<Source.Plan> planSource(Source<O> source, PartSpec part, boolean earlierSql) {
        Class<O> options = Parts.optionsOf(source);
        return binder.bind(part, options).flatMap(o -> asking(part, () -> source.plan(o, planning(part, earlierSql))));
    }

    private <O extends Record> Optional<Transform.Plan> planTransform(
            Transform<O> transform, PartSpec part, Schema input, boolean earlierSql) {
        Class<O> options = Parts.optionsOf(transform);
        return binder.bind(part, options)
                .flatMap(o -> asking(part, () -> transform.plan(o, input, planning(part, earlierSql))));
    }

    private <O extends Record> Optional<TargetPart.Plan> planTarget(
            TargetPart<O> type, PartSpec part, Schema input, Planning planning) {
        Class<O> options = Parts.optionsOf(type);
        return binder.bind(part, options).flatMap(o -> asking(part, () -> type.plan(o, input, planning)));
    }

    private <P> Optional<P> asking(PartSpec part, Supplier<P> plan) {
        try {
            return Optional.of(plan.get());
        } catch (DataAccessException e) {
            if (!checking) {
                throw e;
            }
            problems.add(part.position(), part.name() + " is not checked: " + ServerError.reason(e));
            return Optional.empty();
        }
    }

    private Planning planning(PartSpec part, boolean earlierSql) {
        return planning(part, earlierSql, false);
    }

    private Planning planning(PartSpec part, boolean earlierSql, boolean atOnce) {
        return new Planning(
                part.position(),
                problems,
                job.parameters(),
                job.spec().zone(),
                job.settings().home(),
                databases,
                atOnce,
                earlierSql);
    }

    private <P> Optional<P> find(String kind, Map<String, P> known, PartSpec part) {
        @Nullable P found = known.get(part.name());
        if (found == null) {
            problems.add(
                    part.position(),
                    "there is no " + kind + " '" + part.name() + "'"
                            + NearestWord.hint(part.name(), new TreeSet<>(known.keySet())));
        }
        return Optional.ofNullable(found);
    }

    private static PartSpec present(@Nullable PartSpec part) {
        if (part == null) {
            throw new IllegalStateException("a step without sql has a source and a target");
        }
        return part;
    }

    private String definition(StepSpec step, String script) {
        Definition definition = new Definition(job);
        Stream.of(step.sql(), step.source(), step.target()).forEach(definition::add);
        step.transforms().forEach(definition::add);
        if (step.options().atOnce()) {
            definition.addBound("publish: step");
        }
        return definition.addBound(script).hash();
    }
}
