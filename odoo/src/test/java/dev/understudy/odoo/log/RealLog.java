package dev.understudy.odoo.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Logs that Odoo 14.0 and 19.0 really wrote, of updates that worked and of some that did not. */
public final class RealLog {

    private RealLog() {}

    /** The text of {@code update-19}. */
    public static String text(String name) {
        try (var stream = RealLog.class.getResourceAsStream(name + ".log")) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static List<LogEntry> entries(String name) {
        return LogParser.parse(text(name));
    }
}
