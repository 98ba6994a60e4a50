package io.nightload.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
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
final class Signals {

    private static final int OFFSET = 128;

    private final Runnable onFirst;
    private final AtomicInteger received = new AtomicInteger();

    private Signals(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /** @param onFirst called from a thread of its own when the first signal comes */
    static Signals catchFor(Runnable onFirst) {
        Signals signals = new Signals(onFirst);
        List.of("INT", "TERM", "HUP").forEach(signals::handle);
        return signals;
    }

    /** 128 + the number of the first signal, if there was one. */
    OptionalInt exitCode() {
        int number = received.get();
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(OFFSET + number);
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, args) -> method.getName().equals("handle")
                            ? caught((int) signal.getMethod("getNumber").invoke(args[0]))
                            : null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            // java -Xrs leaves the signals to the system: the process then dies of one, as of kill -9, and resumes.
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK has no sun.misc.Signal", e);
        }
    }

    private @Nullable Object caught(int number) {
        if (received.compareAndSet(0, number)) {
            onFirst.run();
        } else {
            Runtime.getRuntime().halt(OFFSET + number);
        }
        return null;
    }
}
