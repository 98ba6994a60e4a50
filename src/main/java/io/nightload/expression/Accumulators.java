package io.nightload.expression;

import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ways of folding values: as in PostgreSQL a NULL is passed over, and of no values only a count is not NULL. */
final class Accumulators {

    private Accumulators() {}

    static Accumulator count() {
        return new Accumulator() {
            private long count;

            @Override
            public void add(@Nullable Object value, @Nullable Object second) {
                count += value == null ? 0 : 1;
            }

            @Override
            public Object result() {
                return count;
            }
        };
    }

    static Accumulator bigintSum() {
        return new Reduction((a, b) -> Arithmetic.plus(((Long) a).longValue(), ((Long) b).longValue()));
    }

    static Accumulator numericSum() {
        return new Reduction((a, b) -> ((BigDecimal) a).add((BigDecimal) b));
    }

    static Accumulator doubleSum() {
        return new Reduction((a, b) -> Arithmetic.plus(((Double) a).doubleValue(), ((Double) b).doubleValue()));
    }

    static Accumulator intervalSum() {
        return new Reduction((a, b) -> ((Interval) a).plus((Interval) b));
    }

    /** Of equal values, such as 1.0 and 1.00, the last, as in PostgreSQL. */
    static Accumulator min() {
        return new Reduction((a, b) -> Comparison.compare(a, b) < 0 ? a : b);
    }

    static Accumulator max() {
        return new Reduction((a, b) -> Comparison.compare(a, b) > 0 ? a : b);
    }

    static Accumulator and() {
        return new Reduction((a, b) -> (Boolean) a && (Boolean) b);
    }

    static Accumulator or() {
        return new Reduction((a, b) -> (Boolean) a || (Boolean) b);
    }

    static Accumulator numericAverage() {
        return new Average(numericSum(), (sum, n) -> Arithmetic.divide((BigDecimal) sum, BigDecimal.valueOf((Long) n)));
    }

    /** PostgreSQL begins at 0, so that the mean of -0 is 0. */
    static Accumulator doubleAverage() {
        return new Average(doubleSum(), (sum, n) -> (0.0 + (Double) sum) / (Long) n);
    }

    /** The texts with what separates each from the one before. */
    static Accumulator joined() {
        return new Accumulator() {
            private @Nullable StringBuilder text;

            @Override
            public void add(@Nullable Object value, @Nullable Object second) {
                if (value == null) {
                    return;
                }
                if (text == null) {
                    text = new StringBuilder();
                } else if (second != null) {
                    text.append(second);
                }
                text.append(value);
            }

            @Override
            public @Nullable Object result() {
                return text == null ? null : text.toString();
            }
        };
    }

    /** Each value once, in the order of the values: what all of them are is kept until the end. */
    record Distinct(Supplier<Accumulator> of) implements Supplier<Accumulator> {

        @Override
        public Accumulator get() {
            TreeMap<Object, @Nullable Object> values = new TreeMap<>(Comparison::compare);
            return new Accumulator() {
                @Override
                public void add(@Nullable Object value, @Nullable Object second) {
                    if (value != null && !values.containsKey(value)) {
                        values.put(value, second);
                    }
                }

                @Override
                public @Nullable Object result() {
                    Accumulator all = of.get();
                    values.forEach(all::add);
                    return all.result();
                }
            };
        }
    }

    private static final class Reduction implements Accumulator {
        private final BinaryOperator<Object> step;
        private @Nullable Object result;

        Reduction(BinaryOperator<Object> step) {
            this.step = step;
        }

        @Override
        public void add(@Nullable Object value, @Nullable Object second) {
            if (value != null) {
                result = result == null ? value : step.apply(result, value);
            }
        }

        @Override
        public @Nullable Object result() {
            return result;
        }
    }

    private static final class Average implements Accumulator {
        private final Accumulator sum;
        private final BinaryOperator<Object> divide;
        private long count;

        Average(Accumulator sum, BinaryOperator<Object> divide) {
            this.sum = sum;
            this.divide = divide;
        }

        @Override
        public void add(@Nullable Object value, @Nullable Object second) {
            sum.add(value, second);
            count += value == null ? 0 : 1;
        }

        @Override
        public @Nullable Object result() {
            Object total = sum.result();
            return total == null ? null : divide.apply(total, count);
        }
    }
}
