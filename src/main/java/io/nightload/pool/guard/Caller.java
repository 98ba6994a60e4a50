package io.nightload.pool.guard;

import java.util.List;

/** Who called: the first place on the stack that is neither ours here nor a library's. */
public final class Caller {

    private static final List<String> BETWEEN = List.of(
            "io.nightload.pool.",
            "java.",
            "jdk.",
            "com.sun.",
            "com.zaxxer.",
            "org.springframework.",
            "org.hibernate.",
            "org.postgresql.");

    private Caller() {}

    /** As a stack trace shows it: {@code com.example.Part.write(Part.java:42)}. */
    public static String place() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(Caller::isFromOutside).findFirst())
                .map(frame -> "%s.%s(%s:%d)"
                        .formatted(
                                frame.getClassName(),
                                frame.getMethodName(),
                                frame.getFileName(),
                                frame.getLineNumber()))
                .orElse("an unknown place");
    }

    private static boolean isFromOutside(StackWalker.StackFrame frame) {
        return BETWEEN.stream().noneMatch(frame.getClassName()::startsWith);
    }
}
