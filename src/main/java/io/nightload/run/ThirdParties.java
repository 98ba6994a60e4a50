package io.nightload.run;

import io.nightload.part.Part;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * The parts of other people. Their packages are not scanned, because nobody knows them; a jar lists its classes, one a line, in
 * {@code META-INF/spring/io.nightload.part.Part.imports}.
 */
final class ThirdParties implements ImportSelector, BeanClassLoaderAware {

    private @Nullable ClassLoader loader;

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        loader = classLoader;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        List<String> names = ImportCandidates.load(Part.class, loader).getCandidates();
        List<Problem> missing = names.stream()
                .filter(name -> !ClassUtils.isPresent(name, loader))
                .map(name -> new Problem(
                        Position.of("lib/"),
                        "META-INF/spring/" + Part.class.getName() + ".imports names the class " + name
                                + ", which no jar has, or which needs one that is not there"))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidSpecException(missing);
        }
        return names.toArray(String[]::new);
    }
}
