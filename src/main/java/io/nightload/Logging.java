package io.nightload;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What went wrong beside what people read on stdout, on stderr. Logback finds this class as a service; the same in XML takes
 * it a sixth of a small job's time.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    /**
     * Switches on what these log, and stack traces: they log each failure and throw it as well, and whoever catches it says in a
     * sentence which connection it was and what happens next.
     */
    static final String LIBRARIES = "nightload.log.libraries";

    private static final List<String> TALKATIVE = List.of("org.springframework", "com.zaxxer.hikari");

    private static final String LEVEL = "nightload.log";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(new Line(System.getProperty(LIBRARIES) != null));
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
        root.addAppender(stderr);
        Level libraries = Level.toLevel(System.getProperty(LIBRARIES), Level.OFF);
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(libraries));
        context.getLogger("org.hibernate").setLevel(Level.ERROR); // what fails is thrown as well
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Time, level, class, message, and what was thrown: in a word, or with its stack trace. */
    private static final class Line extends LayoutBase<ILoggingEvent> {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

        private final boolean traces;

        Line(boolean traces) {
            this.traces = traces;
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            String logger = event.getLoggerName();
            IThrowableProxy thrown = event.getThrowableProxy();
            return "%s %-5s %s: %s%s%n%s"
                    .formatted(
                            TIME.format(event.getInstant().atZone(ZoneId.systemDefault())),
                            event.getLevel(),
                            logger.substring(logger.lastIndexOf('.') + 1),
                            event.getFormattedMessage(),
                            thrown == null || traces ? "" : ": " + thrown.getMessage(),
                            thrown == null || !traces ? "" : ThrowableProxyUtil.asString(thrown));
        }
    }
}
