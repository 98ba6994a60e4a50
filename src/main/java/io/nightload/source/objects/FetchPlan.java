package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.Way;
import io.nightload.entity.EntityTypes;
import io.nightload.part.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which associations are loaded, and how: those that a job says, and those that its expressions walk. */
final class FetchPlan {

    static final String JOIN = "join";
    static final String SELECT_IN = "select-in";

    private final EntityTypes types;
    private final Map<String, Boolean> joins;
    private final Consumer<EntityType> loaded;
    private final Node root;

    /** One association of the plan, or the root, which has none. */
    static final class Node {
        private final String path;
        private final @Nullable Way way;
        private final @Nullable EntityType type;
        private final boolean joined;
        private final Map<String, Node> nodes = new TreeMap<>();

        Node(String path, @Nullable Way way, @Nullable EntityType type, boolean joined) {
            this.path = path;
            this.way = way;
            this.type = type;
            this.joined = joined;
        }

        /** From the root, by the names that expressions use; empty for the root. */
        String path() {
            return path;
        }

        Way way() {
            return Optional.ofNullable(way).orElseThrow();
        }

        /** Of the objects that stand here; null where values are collected. */
        @Nullable
        EntityType type() {
            return type;
        }

        /** Whether it comes with the page of roots; else it comes by a statement of its own. */
        boolean isJoined() {
            return joined;
        }

        List<Node> nodes() {
            return List.copyOf(nodes.values());
        }
    }

    /**
     * @param joins by path what the job says: whether it is joined, or loaded by its own statement
     * @param loaded hears of each class whose objects are loaded
     */
    FetchPlan(EntityTypes types, EntityType root, Map<String, Boolean> joins, Consumer<EntityType> loaded) {
        this.types = types;
        this.joins = joins;
        this.loaded = loaded;
        loaded.accept(root);
        this.root = new Node("", null, root, true);
        joins.keySet().forEach(path -> add(path.split("\\.", -1)));
    }

    Node root() {
        return root;
    }

    private void add(String[] steps) {
        Node node = root;
        for (String step : steps) {
            EntityType type = node.type();
            if (type == null) {
                return;
            }
            node = add(node, type.way(step).orElseThrow());
        }
    }

    /** Loads this too, where it is not loaded already. */
    Node add(Node holder, Way way) {
        return holder.nodes.computeIfAbsent(way.name(), name -> {
            String path = holder.path().isEmpty() ? name : holder.path() + "." + name;
            boolean joined = holder.isJoined() && !way.toMany() && joins.getOrDefault(path, true);
            Optional<EntityType> target = types.find(way.target());
            target.ifPresent(loaded);
            return new Node(path, way, target.orElse(null), joined);
        });
    }

    /** Every association of it, in the order in which they are loaded. */
    List<Source.Fetch> fetches() {
        List<Source.Fetch> fetches = new ArrayList<>();
        fetches(root, fetches);
        return fetches;
    }

    private static void fetches(Node holder, List<Source.Fetch> into) {
        for (Node node : holder.nodes()) {
            boolean joinable = holder.isJoined() && !node.way().toMany();
            into.add(new Source.Fetch(
                    node.path(),
                    node.isJoined() ? JOIN : SELECT_IN,
                    joinable ? List.of(JOIN, SELECT_IN) : List.of(SELECT_IN)));
            fetches(node, into);
        }
    }

    /** As `fetch` would say it: {@code customer: join, lines: select-in}. */
    List<String> entries() {
        return fetches().stream()
                .map(fetch -> fetch.path() + ": " + fetch.mode())
                .toList();
    }

    /** The path at which an attribute of this class stands, as far as the plan leads. */
    Optional<String> pathOf(EntityType holder, Way way) {
        return find(root, holder).map(node -> node.path().isEmpty() ? way.name() : node.path() + "." + way.name());
    }

    private static Optional<Node> find(Node from, EntityType type) {
        EntityType here = from.type();
        if (here != null && here.type().isAssignableFrom(type.type())) {
            return Optional.of(from);
        }
        return from.nodes().stream().flatMap(node -> find(node, type).stream()).findFirst();
    }
}
