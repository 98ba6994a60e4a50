package io.nightload.entity;

import io.nightload.part.Located;
import io.nightload.spec.Problems;
import jakarta.persistence.Entity;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.HibernateException;

/** An entity class that a job names, and what its annotations say. */
public record EntityClass(EntityType type, EntityTypes types) {

    /** Finds it; what is wrong with it stands in the problems. */
    public static Optional<EntityClass> find(Located<String> name, Problems problems) {
        Class<?> found;
        try {
            found = Class.forName(name.value(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            problems.add(
                    name.position(),
                    "there is no class " + name.value() + " in the jars of lib/, or one that it needs is not there: "
                            + e);
            return Optional.empty();
        }
        if (!found.isAnnotationPresent(Entity.class)) {
            problems.add(name.position(), name.value() + " is no entity: it lacks @jakarta.persistence.Entity");
            return Optional.empty();
        }
        if (Arrays.stream(found.getDeclaredConstructors()).noneMatch(made -> made.getParameterCount() == 0)) {
            problems.add(
                    name.position(),
                    name.value()
                            + " has no constructor without parameters, by which its objects are made: add one, it may be"
                            + " protected");
            return Optional.empty();
        }
        try (EntityFactory factory = new EntityFactory(found)) {
            EntityTypes types = factory.types();
            return Optional.of(new EntityClass(types.get(found), types));
        } catch (HibernateException e) {
            problems.add(name.position(), "the annotations of " + name.value() + " do not fit: " + e.getMessage());
            return Optional.empty();
        }
    }
}
