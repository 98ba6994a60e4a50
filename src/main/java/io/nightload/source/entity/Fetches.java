package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.part.Source.Fetch;
import io.nightload.source.graph.Branch;
import io.nightload.source.graph.FetchMode;
import io.nightload.source.graph.Place;
import io.nightload.source.graph.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The associations of a plan, in the order in which it loads them. */
final class Fetches {

    private final List<Fetch> found = new ArrayList<>();

    private Fetches() {}

    static List<Fetch> of(Statement statement) {
        Fetches fetches = new Fetches();
        fetches.add(statement);
        return fetches.found;
    }

    private void add(Statement statement) {
        joins(statement.root());
        for (Branch branch : statement.branches()) {
            add(branch.statement().root(), FetchMode.SELECT_IN);
            add(branch.statement());
        }
    }

    private void joins(Place holder) {
        for (Place place : holder.joined()) {
            add(place, FetchMode.JOIN);
            joins(place);
        }
    }

    private void add(Place place, FetchMode mode) {
        Association way = Objects.requireNonNull(place.association(), "the root is no association");
        Stream<FetchMode> modes =
                way.cardinality().isToMany() ? Stream.of(FetchMode.SELECT_IN) : Stream.of(FetchMode.values());
        found.add(new Fetch(
                place.path(), mode.toString(), modes.map(FetchMode::toString).toList()));
    }
}
