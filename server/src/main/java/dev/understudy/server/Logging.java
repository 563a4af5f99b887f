package dev.understudy.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The service's log goes to its standard error, which {@code understudy up} appends to {@code service.log}; there it is
 * kept within bounds. Configured here instead of in XML, which takes longer to read than the service to start.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{20}: %msg%n";

    /** {@code O_APPEND} of Linux. */
    private static final int APPEND = 02000;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(standardError());
        appender.start();
        context.getLogger("ROOT").setLevel(Level.WARN);
        context.getLogger("ROOT").addAppender(appender);
        context.getLogger("dev.understudy").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static OutputStream standardError() {
        OutputStream error = new FileOutputStream(FileDescriptor.err);
        try {
            Path log = Home.of(System.getenv(), "root".equals(System.getProperty("user.name")))
                    .serviceLog();
            return appended(log) ? new BoundedLog(error, log, BoundedLog.LARGEST) : error;
        } catch (FaultException | IOException unknown) {
            return error;
        }
    }

    /** Whether standard error is this file, and was opened so that what is written goes to its end, also once it is cut. */
    private static boolean appended(Path log) throws IOException {
        Path error = Path.of("/proc/self/fd/2");
        Path flags = Path.of("/proc/self/fdinfo/2");
        return Files.exists(log)
                && Files.exists(error)
                && Files.isSameFile(error, log)
                && Files.readAllLines(flags).stream()
                        .filter(line -> line.startsWith("flags:"))
                        .anyMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & APPEND) != 0);
    }
}
