package io.nightload.transform.bean;

import io.nightload.part.Located;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** The beans that are item processors, by the names that a job may use. */
public final class Processors {

    private final ConfigurableListableBeanFactory beans;

    public Processors(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The one of this name; where there is none, or more than one, that is a problem. */
    public Optional<Processor> find(Located<String> name, Problems problems) {
        Map<String, Set<String>> known = names();
        Set<String> found = known.getOrDefault(name.value(), Set.of());
        if (found.size() == 1) {
            String bean = found.iterator().next();
            return canBeMade(bean, name, problems) ? Optional.of(processor(name.value(), bean)) : Optional.empty();
        }
        problems.add(
                name.position(),
                found.isEmpty()
                        ? "there is no bean '" + name.value() + "' that is an ItemProcessor"
                                + NearestWord.hint(
                                        name.value(),
                                        known.keySet().stream()
                                                .filter(word -> name.value().contains(".") || !word.contains("."))
                                                .toList())
                                + (known.isEmpty()
                                        ? ": a jar in lib/ lists its class in"
                                                + " META-INF/spring/io.nightload.part.Part.imports"
                                        : "")
                        : "'" + name.value() + "' is more than one bean: " + String.join(", ", found));
        return Optional.empty();
    }

    /** Better now than when the steps before it have run. */
    private boolean canBeMade(String bean, Located<String> name, Problems problems) {
        try {
            if (beans.isSingleton(bean)) { // another is made for each step
                beans.getBean(bean);
            }
            return true;
        } catch (BeansException | LinkageError e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            problems.add(
                    name.position(),
                    "bean '" + bean + "' cannot be made: "
                            + (cause instanceof Error
                                            || cause instanceof ReflectiveOperationException
                                            || cause.getMessage() == null
                                    ? cause
                                    : cause.getMessage())
                            + "; its class needs a public constructor whose parameters are beans, or none");
            return false;
        }
    }

    /** A bean goes by its name, its class, and that without the package, which begins small. */
    private Map<String, Set<String>> names() {
        Map<String, Set<String>> names = new TreeMap<>();
        for (String bean : beans.getBeanNamesForType(ItemProcessor.class, true, false)) {
            names.computeIfAbsent(bean, name -> new LinkedHashSet<>()).add(bean);
        }
        for (String bean : beans.getBeanNamesForType(ItemProcessor.class, true, false)) {
            @Nullable Class<?> type = beans.getType(bean);
            if (type != null && !ClassUtils.isLambdaClass(type) && !type.isInterface()) {
                for (String name : List.of(type.getName(), ClassUtils.getShortNameAsProperty(type))) {
                    names.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(bean);
                }
            }
        }
        return names;
    }

    @SuppressWarnings("unchecked") // the planner holds what it takes against what it is given
    private Processor processor(String name, String bean) {
        ResolvableType declared =
                beans.getMergedBeanDefinition(bean).getResolvableType().as(ItemProcessor.class);
        @Nullable Class<?> type = beans.getType(bean);
        ResolvableType known = declared.hasGenerics() || type == null
                ? declared
                : ResolvableType.forClass(type).as(ItemProcessor.class);
        return new Processor(
                name,
                known.getGeneric(0).resolve(Object.class),
                known.getGeneric(1).resolve(Object.class),
                () -> (ItemProcessor<Object, Object>) beans.getBean(bean, ItemProcessor.class));
    }
}
