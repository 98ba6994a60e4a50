package io.nightload.expression;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a static method a function or an operator of expressions. The classes of its parameters are the types of its
 * arguments ({@code Object} takes any); a parameter that is not {@code @Nullable} makes the result NULL where its
 * argument is; a first parameter of {@code Row} or last one of {@code ZoneId} is filled in by the compiler.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Sql {

    /** As it stands in an expression. */
    String name();

    /** What it gives; a sentence without a full stop. */
    String does();

    /** A whole expression. */
    String example();

    /** The text of the example's result; a test holds it against what comes out. */
    String gives();
}
