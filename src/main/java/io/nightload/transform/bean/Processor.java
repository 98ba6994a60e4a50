package io.nightload.transform.bean;

import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * A bean that processes items.
 *
 * @param name as the job has it
 * @param takes the class of its input, {@code Object} where it does not say
 * @param gives the class of its output, {@code Object} where it does not say
 * @param bean asked when a step begins
 */
public record Processor(String name, Class<?> takes, Class<?> gives, Supplier<ItemProcessor<Object, Object>> bean) {}
