package io.nightload.part;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one option of a part: a component of its options record. The component's name is the key, with {@code _}
 * before each capital. A {@code @Nullable} component may be left out; one with a {@link #defaultValue} takes that; a
 * {@code List} or {@code Map} that is left out is empty unless it is {@link #required}; any other must be given.
 *
 * <p>Types: {@code String} ({@code ${…}} is replaced), {@code int}, {@code long}, {@code boolean}, {@code char}, their
 * boxes, enums (in lower case), records, {@code List}, {@code Map} with {@code String} keys, {@link Located} of any of
 * these for the place beside the value (also as a map's key), {@code Node.Scalar} for an expression or SQL (where
 * {@code ${…}} is refused: parameters are bound there), and {@code Node} for what the part reads itself.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Option {

    /** What it means, with its unit and range. */
    String value();

    /** Its key in a job file, where that is not the component's name: {@code class} is no name in Java. */
    String key() default "";

    /** As it would stand in the job file. */
    String defaultValue() default "";

    /** Whether the part's value alone, without a mapping, is this option: {@code csv: data/x.csv}. */
    boolean main() default false;

    /** Whether an empty list or mapping is refused. */
    boolean required() default false;
}
