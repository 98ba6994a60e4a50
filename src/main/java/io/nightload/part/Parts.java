package io.nightload.part;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.stereotype.Component;

/** Every part there is, by the name that a job file uses. Spring finds them; nothing lists them by hand. */
@Component
public final class Parts {

    private final Map<String, Source<?>> sources;
    private final Map<String, Transform<?>> transforms;
    private final Map<String, TargetPart<?>> targets;

    Parts(List<Source<?>> sources, List<Transform<?>> transforms, List<TargetPart<?>> targets) {
        this.sources = byName(sources);
        this.transforms = byName(transforms);
        this.targets = byName(targets);
    }

    public Map<String, Source<?>> sources() {
        return sources;
    }

    public Map<String, Transform<?>> transforms() {
        return transforms;
    }

    public Map<String, TargetPart<?>> targets() {
        return targets;
    }

    /** The record of a part's options. */
    @SuppressWarnings("unchecked") // the interfaces bound their type parameter by Record
    public static <O extends Record> Class<O> optionsOf(Object part) {
        return (Class<O>) List.of(Source.class, Transform.class, TargetPart.class).stream()
                .map(kind -> argument(part, kind))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part.getClass() + " names no options record"));
    }

    private static Optional<Class<?>> argument(Object part, Class<?> kind) {
        @Nullable Class<?> argument = GenericTypeResolver.resolveTypeArgument(part.getClass(), kind);
        return Optional.ofNullable(argument);
    }

    private static <P> Map<String, P> byName(Collection<P> parts) {
        Map<String, P> byName = new TreeMap<>();
        for (P part : parts) {
            Part annotation = part.getClass().getAnnotation(Part.class);
            if (annotation == null) {
                throw new IllegalStateException(part.getClass() + " lacks @Part");
            }
            P other = byName.put(annotation.name(), part);
            if (other != null) {
                throw new IllegalStateException(
                        part.getClass() + " and " + other.getClass() + " are both named " + annotation.name());
            }
        }
        return Map.copyOf(byName);
    }
}
