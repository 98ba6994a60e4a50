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
import java.util.Locale;

/**
 * What went wrong beside what people read on stdout, on stderr. Logback finds this class as a service; the same in XML takes
 * it a sixth of a small job's time.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    /** Switches on what Spring Batch logs: every failure with its stack trace, which the report tells in a sentence. */
    static final String BATCH_LEVEL = "nightload.log.batch";

    private static final String LEVEL = "nightload.log";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(new Line());
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
        root.addAppender(stderr);
        context.getLogger("org.springframework.batch")
                .setLevel(Level.toLevel(System.getProperty(BATCH_LEVEL), Level.OFF));
        context.getLogger("org.hibernate").setLevel(Level.ERROR); // what fails is thrown as well
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Time, level, class, message. */
    private static final class Line extends LayoutBase<ILoggingEvent> {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

        @Override
        public String doLayout(ILoggingEvent event) {
            String logger = event.getLoggerName();
            IThrowableProxy thrown = event.getThrowableProxy();
            return "%s %-5s %s: %s%n%s"
                    .formatted(
                            TIME.format(event.getInstant().atZone(ZoneId.systemDefault())),
                            event.getLevel(),
                            logger.substring(logger.lastIndexOf('.') + 1),
                            event.getFormattedMessage(),
                            thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
        }
    }
}
