package io.nightload.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names an entity's associations: the key column without {@code _id}, or the other table's name. Where a name would mean
 * two things, all of its bearers take a longer one, so that no order decides who keeps the short one; only what stands along a
 * foreign key goes before what stands against it, and that before what lies behind a link.
 */
final class AssociationNames {

    private final Set<String> taken;

    AssociationNames(Collection<String> columns) {
        this.taken = new HashSet<>(columns);
    }

    /** The same associations, named, in the same order. */
    List<Association> name(List<Association> unnamed) {
        List<Association> named = new ArrayList<>(unnamed);
        for (Cardinality cardinality : Cardinality.values()) {
            Set<String> before = Set.copyOf(taken);
            for (int i = 0; i < unnamed.size(); i++) {
                Association association = unnamed.get(i);
                if (association.cardinality() == cardinality) {
                    String wanted =
                            isClear(association, unnamed, before) ? shortName(association) : longName(association);
                    named.set(i, association.named(free(wanted, association)));
                }
            }
        }
        return named;
    }

    private static boolean isClear(Association association, List<Association> all, Set<String> before) {
        String name = shortName(association);
        long bearers = all.stream()
                .filter(a -> a.cardinality() == association.cardinality())
                .filter(a -> shortName(a).equals(name))
                .count();
        return bearers == 1 && !before.contains(name);
    }

    private String free(String wanted, Association association) {
        String name = taken.contains(wanted) ? wanted + "_" + association.constraint() : wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "_" + i;
        }
        taken.add(name);
        return name;
    }

    private static String shortName(Association association) {
        List<String> columns = association.columns();
        boolean stem = association.isForward()
                && columns.size() == 1
                && !stem(columns.get(0)).equals(columns.get(0));
        return stem ? stem(columns.get(0)) : association.target().table();
    }

    /** {@code orders_by_billing_address}. */
    private static String longName(Association association) {
        Association.Link link = association.link();
        List<String> key = link != null
                ? link.far()
                : association.isForward() ? association.columns() : association.targetColumns();
        return association.target().table() + "_by_"
                + key.stream().map(AssociationNames::stem).collect(Collectors.joining("_"));
    }

    private static String stem(String column) {
        return column.length() > 3 && column.endsWith("_id") ? column.substring(0, column.length() - 3) : column;
    }
}
