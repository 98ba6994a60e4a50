package io.nightload.spec.job;

import io.nightload.spec.Node;
import io.nightload.spec.PoolSizes;
import io.nightload.spec.PoolSizes.Size;
import io.nightload.spec.Problems;
import io.nightload.spec.yaml.MappingReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code pool}: a number for each of the step's connections, or numbers by their names. */
record PoolReader(Problems problems) {

    private static final int MOST_CONNECTIONS = 1_000;

    PoolSizes read(MappingReader step) {
        Optional<Node> pool = step.entry("pool").map(Node.Entry::value);
        if (pool.isEmpty()) {
            return PoolSizes.FITTED;
        }
        if (pool.get() instanceof Node.Mapping mapping) {
            MappingReader names = MappingReader.ofNames(mapping, problems);
            Map<String, Size> sizes = new HashMap<>();
            names.keys().forEach(name -> size(names, name, "pool." + name).ifPresent(size -> sizes.put(name, size)));
            return new PoolSizes(null, sizes);
        }
        @Nullable Size each = size(step, "pool", "pool").orElse(null);
        return new PoolSizes(each, Map.of());
    }

    private static Optional<Size> size(MappingReader keys, String key, String shown) {
        return keys.number(key, 1, MOST_CONNECTIONS)
                .map(number -> new Size(
                        shown,
                        number.intValue(),
                        keys.entry(key).orElseThrow().value().position()));
    }
}
