package io.nightload.source.graph;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An association that a statement of its own loads, for all holders of a batch at once. */
public final class Branch {

    private final Association association;
    private final Place holder;
    private final Statement home;
    private final Statement statement;
    private final int slot;
    private final Map<Integer, Integer> copies = new LinkedHashMap<>();
    private int @Nullable [] holderSlots;

    /** @param home whose block the holder's values lie in */
    Branch(Association association, Place holder, Statement home, Statement statement, int slot) {
        this.association = association;
        this.holder = holder;
        this.home = home;
        this.statement = statement;
        this.slot = slot;
    }

    public Association association() {
        return association;
    }

    /** The statement that loads what stands behind. */
    public Statement statement() {
        return statement;
    }

    /** Of the association's column in the holder's block. */
    public int slot() {
        return slot;
    }

    public boolean isToMany() {
        return association.cardinality().isToMany();
    }

    /** For a to-one: by slot of the branch's statement, where the value goes in the holder's block. */
    public Map<Integer, Integer> copies() {
        return copies;
    }

    Statement home() {
        return home;
    }

    boolean isUsed() {
        return statement.root().isUsed();
    }

    /** Where a value that its statement reads comes to lie in the holder's block. */
    int copy(int from) {
        return copies.computeIfAbsent(from, key -> home.allot());
    }

    /** Where the holder's side of the association lies in the holder's block. */
    public int[] holderSlots() {
        int[] known = holderSlots;
        if (known == null) {
            known = slots(association.columns());
            holderSlots = known;
        }
        return known;
    }

    /** The columns that say whose row it is: of the target's table, or of the link's. */
    public List<Attribute> keyAttributes() {
        Association.Link link = association.link();
        Entity entity =
                link == null ? statement.root().entity() : holder.graph().link(link);
        return (link == null ? association.targetColumns() : link.near())
                .stream().map(column -> attribute(entity, column)).toList();
    }

    private int[] slots(List<String> columns) {
        Entity entity = holder.entity();
        List<Integer> slots = new ArrayList<>();
        for (String column : columns) {
            slots.add(holder.select(attribute(entity, column)));
        }
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    static Attribute attribute(Entity entity, String column) {
        return entity.attribute(column)
                .orElseThrow(() -> new IllegalStateException(entity.table() + " has lost its column " + column));
    }
}
