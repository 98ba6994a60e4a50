package io.nightload.transform;

import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Transform;
import io.nightload.row.Schema;
import io.nightload.transform.bean.BeanPlanner;
import io.nightload.transform.bean.NoBean;
import io.nightload.transform.bean.Processors;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Hands rows, or the objects that they were made of, to a Spring bean of a user's. */
@Part(
        name = "bean",
        description =
                "Hands each row, or the object that it was made of, to an ItemProcessor of yours; null filters it.",
        example = """
                bean: anonymizer
                """)
final class BeanTransform implements Transform<BeanTransform.Options> {

    private final Processors processors;

    BeanTransform(ConfigurableListableBeanFactory beans) {
        this.processors = new Processors(beans);
    }

    record Options(
            @Option(
                    value = "the name of a Spring bean that is an ItemProcessor, or its class: orderScorer,"
                            + " com.acme.OrderScorer",
                    main = true)
            Located<String> name) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        return processors
                .find(options.name(), planning.problems())
                .flatMap(processor ->
                        new BeanPlanner(options.name().position(), planning.problems()).plan(processor, input))
                .orElseGet(() -> new NoBean(input));
    }
}
