package io.nightload.cli;

import io.nightload.cli.text.Output;
import io.nightload.step.StepReport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Catches SIGINT, SIGTERM and SIGHUP. The first one is passed on, a second one ends the process at once with the exit
 * code that a shell gives to it.
 *
 * <p>By reflection, because the compiler warns of {@code sun.misc.Signal}, which every JDK has, and the build takes no
 * warning.
 */
final class Signals implements AutoCloseable {

    private static final int OFFSET = 128;

    private final Runnable onFirst;
    private final AtomicInteger received = new AtomicInteger();
    private final Map<Object, Object> before = new LinkedHashMap<>();

    private Signals(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /** @param onFirst called from a thread of its own when the first signal comes */
    static Signals catchFor(Runnable onFirst) {
        Signals signals = new Signals(onFirst);
        List.of("INT", "TERM", "HUP").forEach(signals::handle);
        return signals;
    }

    /** What the first signal is to stop. */
    @FunctionalInterface
    interface Work {
        /** Returns the exit code. */
        int run() throws SQLException;
    }

    /**
     * Does it, and gives its exit code. What fails once there was a signal was cut off while it waited or was planned: what it asked a
     * database was cancelled.
     */
    int exitCodeOf(Work work, Output output) throws SQLException {
        try {
            return work.run();
        } catch (RuntimeException | SQLException e) {
            OptionalInt signalled = exitCode();
            if (signalled.isEmpty()) {
                throw e;
            }
            output.complain("interrupted: " + StepReport.message(e));
            return signalled.getAsInt();
        }
    }

    /** What the first signal decides, if what ended was interrupted by it; otherwise this code. */
    int exitCode(boolean interrupted, int otherwise) {
        return interrupted ? exitCode().orElse(otherwise) : otherwise;
    }

    /** 128 + the number of the first signal, if there was one. */
    OptionalInt exitCode() {
        int number = received.get();
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(OFFSET + number);
    }

    private void handle(String name) {
        try {
            Object signal = signalClass().getConstructor(String.class).newInstance(name);
            Class<?> handler = handlerClass();
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, this::invoked);
            before.put(signal, register(signal, proxy));
        } catch (InvocationTargetException e) {
            // java -Xrs leaves the signals to the system: the process then dies of one, as of kill -9, and resumes.
        } catch (ReflectiveOperationException e) {
            throw missing(e);
        }
    }

    private @Nullable Object invoked(Object proxy, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        return switch (method.getName()) {
            case "handle" -> caught((int) signalClass().getMethod("getNumber").invoke(arguments[0]));
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Signals";
        };
    }

    private @Nullable Object caught(int number) {
        if (received.compareAndSet(0, number)) {
            onFirst.run();
        } else {
            Runtime.getRuntime().halt(OFFSET + number);
        }
        return null;
    }

    /** Hands the signals back to those who had them. */
    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                register(signal, handler);
            } catch (ReflectiveOperationException e) {
                throw missing(e);
            }
        });
    }

    private static Object register(Object signal, Object handler) throws ReflectiveOperationException {
        return signalClass().getMethod("handle", signalClass(), handlerClass()).invoke(null, signal, handler);
    }

    private static Class<?> signalClass() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal");
    }

    private static Class<?> handlerClass() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private static LinkageError missing(ReflectiveOperationException e) {
        return new LinkageError("this JDK has no sun.misc.Signal", e);
    }
}
