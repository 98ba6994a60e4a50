package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names in a condition: which entities it may speak of is known before Hibernate can read it. */
final class Words {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`|[\\p{L}_][\\p{L}\\p{N}_$]*");

    private final Model model;
    private final Set<String> names = new HashSet<>();

    Words(Model model, @Nullable String condition) {
        this.model = model;
        if (condition != null) {
            Matcher matcher = NAME.matcher(condition);
            while (matcher.find()) {
                names.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
            }
        }
    }

    /** The root, and what its associations of these names lead to, and theirs. */
    Collection<Entity> entities(Entity root) {
        Map<Object, Entity> found = new LinkedHashMap<>();
        List<Entity> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Entity entity = open.remove(0);
            if (found.putIfAbsent(entity.table(), entity) == null) {
                entity.associations().stream()
                        .filter(association -> names.contains(Mapping.javaName(association.name())))
                        .map((Association association) -> model.target(association))
                        .forEach(open::add);
            }
        }
        return found.values();
    }
}
