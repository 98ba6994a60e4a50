package io.nightload.target.entity;

import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.target.mapping.Sessions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** One row as transient entities. */
final class Graph {

    private final Row row;
    private final Sessions sessions;
    private final ZoneId zone;
    private final IdentityHashMap<GraphPlan, List<Draft>> drafts = new IdentityHashMap<>();
    private final Draft root;

    private Graph(GraphPlan plan, Row row, Sessions sessions, ZoneId zone) {
        this.row = row;
        this.sessions = sessions;
        this.zone = zone;
        this.root = draft(plan, row);
    }

    /** @throws io.nightload.row.RowError if a value of the row, or of one within it, cannot go into its column */
    static Graph of(GraphPlan plan, Row row, Sessions sessions, ZoneId zone) {
        return new Graph(plan, row, sessions, zone);
    }

    Row row() {
        return row;
    }

    Draft root() {
        return root;
    }

    /** The entities of one place in the graph. */
    List<Draft> drafts(GraphPlan plan) {
        return drafts.getOrDefault(plan, List.of());
    }

    int size() {
        return drafts.values().stream().mapToInt(List::size).sum();
    }

    private Draft draft(GraphPlan plan, Row at) {
        Draft draft = new Draft(sessions.entity(plan.entity().table()));
        drafts.computeIfAbsent(plan, key -> new ArrayList<>()).add(draft);
        for (GraphPlan.Value value : plan.values()) {
            draft.set(value.attribute(), value.value().of(at, zone));
        }
        for (GraphPlan.Branch branch : plan.parents()) {
            if (isThere(branch.plan(), at)) {
                draft.refer(new Draft.Reference(
                        draft(branch.plan(), at),
                        branch.association().columns(),
                        branch.association().targetColumns()));
            }
        }
        for (GraphPlan.Branch branch : plan.children()) {
            for (Row nested : nested(branch, at)) {
                draft(branch.plan(), nested)
                        .refer(new Draft.Reference(
                                draft,
                                branch.association().targetColumns(),
                                branch.association().columns()));
            }
        }
        return draft;
    }

    private static Iterable<Row> nested(GraphPlan.Branch branch, Row at) {
        if (branch.column().type().kind() == ColumnType.Kind.ROWS) {
            return at.rows(branch.column());
        }
        return isThere(branch.plan(), at) ? List.of(at) : List.of();
    }

    /** A nested row all of whose values are NULL is none: the row refers to nothing. */
    private static boolean isThere(GraphPlan plan, Row at) {
        return plan.values().stream().anyMatch(value -> !at.isNull(value.value().source()))
                || plan.parents().stream().anyMatch(branch -> isThere(branch.plan(), at));
    }
}
