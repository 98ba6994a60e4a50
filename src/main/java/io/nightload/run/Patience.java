package io.nightload.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How long somebody waits for work that another live process runs.
 *
 * @param time that it waits for one that lives; one that stands still is waited out in any case
 * @param givenUp whether it shall wait no longer, asked again and again
 * @param notes hears for whom it waits
 */
public record Patience(Duration time, BooleanSupplier givenUp, Consumer<String> notes) {}
