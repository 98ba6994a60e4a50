package io.nightload.source.graph;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.row.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One statement of the fetch plan: an entity, what is joined to it, and the columns that are read of them. Its rows make one
 * block; each column that is asked for has a slot in it.
 */
public final class Statement {

    private @Nullable Place root;
    private final Map<Selected, Integer> selected = new LinkedHashMap<>();
    private final Map<Integer, Place> marks = new LinkedHashMap<>();
    private final List<Branch> branches = new ArrayList<>();
    private int width;

    /** A column of one of its places. */
    public record Selected(Place place, Attribute attribute) {}

    void begin(Place place) {
        root = place;
    }

    public Place root() {
        return Objects.requireNonNull(root, "the statement has no root yet");
    }

    int allot() {
        return width++;
    }

    /** Reads a column; asking again gives the same slot. */
    int select(Place place, Attribute attribute) {
        return select(place, attribute, -1);
    }

    /** @param fixed the slot that it has, or -1 for the next free one */
    int select(Place place, Attribute attribute, int fixed) {
        return selected.computeIfAbsent(new Selected(place, attribute), key -> fixed >= 0 ? fixed : allot());
    }

    /** Keeps a slot for whether there is anything at a to-one place. */
    void mark(int slot, Place place) {
        marks.put(slot, place);
    }

    void add(Branch branch) {
        branches.add(branch);
    }

    /** The key of its root, as far as it is read, with the slots. */
    Map<String, Integer> key() {
        Place place = root();
        Map<String, Integer> key = new LinkedHashMap<>();
        for (String name : place.entity().key()) {
            Integer slot = selected.get(new Selected(place, Branch.attribute(place.entity(), name)));
            if (slot != null) {
                key.put(name, slot);
            }
        }
        return key;
    }

    /** Those that anything is asked of; asking makes the statement read what they need of it. */
    public List<Branch> branches() {
        List<Branch> used = branches.stream().filter(Branch::isUsed).toList();
        used.forEach(Branch::holderSlots);
        return used;
    }

    /** Its columns with their slots, in the order in which they are selected. */
    public Map<Selected, Integer> selected() {
        return selected;
    }

    /** By slot of a to-one column, the slot of a column that is NULL only where nothing stands there. */
    public Map<Integer, Integer> marks() {
        Map<Integer, Integer> slots = new LinkedHashMap<>();
        marks.forEach((slot, place) -> {
            if (place.isUsed()) {
                slots.put(slot, place.select(certain(place)));
            }
        });
        return slots;
    }

    /** A column that is never NULL: one that is read anyway, or else of the key. */
    private Attribute certain(Place place) {
        Entity entity = place.entity();
        return selected.keySet().stream()
                .filter(s -> s.place() == place && s.attribute().neverNull())
                .map(Selected::attribute)
                .findFirst()
                .orElseGet(() -> Branch.attribute(entity, reference(place)));
    }

    private static String reference(Place place) {
        Association association = place.association();
        return association == null
                ? place.entity().key().get(0)
                : association.targetColumns().get(0);
    }

    /** How many slots a row has. */
    public int width() {
        return width;
    }

    /** The columns that were asked of its root, for those who meet its rows. */
    public Schema schema() {
        return new Schema(root().asked());
    }
}
