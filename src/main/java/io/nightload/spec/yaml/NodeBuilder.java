package io.nightload.spec.yaml;

import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the nodes of one document from the parser's events. */
final class NodeBuilder {

    /** Deeper than any job file, and far from the end of the stack. */
    private static final int DEEPEST = 50;

    /** An alias repeats a whole tree: ten lines of them make a billion nodes. */
    private static final int MOST_ALIASES = 50;

    private static final int MOST_NODES_BY_ALIASES = 10_000;

    private final SourceText source;
    private final ScalarReader scalars;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Node> anchors = new HashMap<>();
    private final Set<Anchor> unfinished = new HashSet<>();
    private int aliases;
    private int nodesByAliases;

    NodeBuilder(SourceText source, Iterator<Event> events, Problems problems) {
        this.source = source;
        this.scalars = new ScalarReader(source, problems);
        this.events = events;
        this.problems = problems;
    }

    /** The document; a scalar of nothing where there is none. */
    Node document() throws RefusedDocument {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart && root != null) {
                throw refused(event, "a second document begins here: keep one in a file");
            }
            if (event instanceof NodeEvent) {
                root = node(event, 1);
            }
        }
        return root != null ? root : nothing();
    }

    private Node nothing() {
        Position start = source.position(0);
        return new Node.Scalar(start, "", Node.Tag.NULL, index -> start);
    }

    private Node node(Event event, int depth) throws RefusedDocument {
        if (depth > DEEPEST) {
            throw refused(event, "nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return anchored(alias);
        }
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(unfinished::add);
        Node node = event instanceof ScalarEvent scalar
                ? scalars.read(scalar)
                : collection((CollectionStartEvent) event, depth);
        anchor.ifPresent(name -> {
            anchors.put(name, node);
            unfinished.remove(name);
        });
        return node;
    }

    private Node anchored(AliasEvent alias) throws RefusedDocument {
        if (unfinished.contains(alias.getAlias())) {
            throw refused(
                    alias,
                    "*" + alias.getAlias() + " stands inside of what &" + alias.getAlias()
                            + " names, which would have no end: write it out");
        }
        Node node = anchors.get(alias.getAlias());
        if (node == null) {
            throw refused(alias, "there is no anchor of this name: put a text that begins with '*' in quotes");
        }
        aliases++;
        nodesByAliases += size(node);
        if (aliases > MOST_ALIASES || nodesByAliases > MOST_NODES_BY_ALIASES) {
            throw refused(
                    alias,
                    "more than " + MOST_ALIASES + " aliases, or they repeat more than " + MOST_NODES_BY_ALIASES
                            + " nodes: write it out");
        }
        return node;
    }

    private static int size(Node node) {
        if (node instanceof Node.Sequence sequence) {
            return 1 + sequence.items().stream().mapToInt(NodeBuilder::size).sum();
        }
        if (node instanceof Node.Mapping mapping) {
            return 1
                    + mapping.entries().stream()
                            .mapToInt(entry -> 1 + size(entry.value()))
                            .sum();
        }
        return 1;
    }

    private Node collection(CollectionStartEvent start, int depth) throws RefusedDocument {
        scalars.refuseForeignTag(start.getTag(), position(start));
        return start.getEventId() == Event.ID.SequenceStart ? sequence(start, depth) : mapping(start, depth);
    }

    private Node sequence(CollectionStartEvent start, int depth) throws RefusedDocument {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Sequence(position(start), List.copyOf(items));
    }

    private Node mapping(CollectionStartEvent start, int depth) throws RefusedDocument {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            add(entries, key, value);
        }
        return new Node.Mapping(position(start), List.copyOf(entries.values()));
    }

    private void add(Map<String, Node.Entry> entries, Node key, Node value) {
        if (!(key instanceof Node.Scalar scalar)) {
            problems.add(key.position(), "a key must be text, and this is " + key.kind());
            return;
        }
        Node.Entry first = entries.putIfAbsent(scalar.value(), new Node.Entry(scalar, value));
        if (first != null) {
            problems.add(
                    scalar.position(),
                    "key '" + scalar.value() + "' is here twice, first in line "
                            + first.key().position().line() + ": keep one");
        }
    }

    private Position position(Event event) {
        return event.getStartMark().map(source::position).orElseGet(() -> source.position(0));
    }

    private RefusedDocument refused(Event event, String message) {
        return new RefusedDocument(position(event), message);
    }
}
