package io.nightload.expression;

import org.jspecify.annotations.Nullable;

/** What is asked of truth values and of NULL, where NULL itself is an answer or no answer. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Truth {

    private Truth() {}

    static boolean not(boolean value) {
        return !value;
    }

    static boolean isNull(@Nullable Object value) {
        return value == null;
    }

    static boolean isNotNull(@Nullable Object value) {
        return value != null;
    }

    static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    static boolean isNotTrue(@Nullable Boolean value) {
        return !isTrue(value);
    }

    static boolean isFalse(@Nullable Boolean value) {
        return Boolean.FALSE.equals(value);
    }

    static boolean isNotFalse(@Nullable Boolean value) {
        return !isFalse(value);
    }

    static boolean isDistinct(@Nullable Object a, @Nullable Object b) {
        return (a == null || b == null) ? a != b : Comparison.compare(a, b) != 0;
    }

    static boolean isNotDistinct(@Nullable Object a, @Nullable Object b) {
        return !isDistinct(a, b);
    }

    static @Nullable Object nullIf(@Nullable Object a, @Nullable Object b) {
        return isNotDistinct(a, b) ? null : a;
    }

    static @Nullable Object greatest(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Comparison.compare(a, b) >= 0 ? a : b;
    }

    static @Nullable Object least(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Comparison.compare(a, b) <= 0 ? a : b;
    }
}
