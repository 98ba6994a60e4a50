package io.nightload.entity;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** The annotated classes that one refers to: by its fields, its getters and its superclasses, and theirs. */
final class AnnotatedClasses {

    private static final List<Class<? extends Annotation>> MAPPED =
            List.of(Entity.class, Embeddable.class, MappedSuperclass.class);

    private final Set<Class<?>> found = new LinkedHashSet<>();
    private final Deque<Class<?>> open = new ArrayDeque<>();

    private AnnotatedClasses() {}

    static Set<Class<?>> reachableFrom(Class<?> root) {
        AnnotatedClasses classes = new AnnotatedClasses();
        classes.meet(root);
        while (!classes.open.isEmpty()) {
            classes.lookInto(classes.open.remove());
        }
        return classes.found;
    }

    private void meet(@Nullable Class<?> type) {
        if (type != null && MAPPED.stream().anyMatch(type::isAnnotationPresent) && found.add(type)) {
            open.add(type);
        }
    }

    private void lookInto(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            meet(each);
            Stream.of(each.getDeclaredFields()).map(Field::getGenericType).forEach(this::meetAll);
            Stream.of(each.getDeclaredMethods())
                    .filter(method -> method.getParameterCount() == 0)
                    .map(Method::getGenericReturnType)
                    .forEach(this::meetAll);
        }
    }

    private void meetAll(Type type) {
        ResolvableType resolvable = ResolvableType.forType(type);
        meet(resolvable.resolve());
        Stream.of(resolvable.getGenerics()).map(ResolvableType::resolve).forEach(this::meet);
    }
}
