package dev.understudy.odoo.log;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry of Odoo's log.
 *
 * @param line the line of the file that it begins on, from 1
 * @param time as it is written: UTC, as Odoo sets its own time zone
 * @param pid the process
 * @param database {@code ?} where there is none
 * @param logger {@code odoo.modules.loading}
 * @param message the first line, without the figures of time that follow requests' lines
 * @param more the further lines of the message, and the traceback
 */
public record LogEntry(
        long line,
        LocalDateTime time,
        long pid,
        LogLevel level,
        String database,
        String logger,
        String message,
        List<String> more) {

    public LogEntry {
        more = List.copyOf(more);
    }

    /** All lines of the message. */
    public String text() {
        return Stream.concat(Stream.of(message), more.stream()).collect(Collectors.joining("\n"));
    }

    /** Whether a Python traceback is part of it. */
    public boolean hasTraceback() {
        return message.startsWith(Traceback.BEGIN) || more.stream().anyMatch(part -> part.startsWith(Traceback.BEGIN));
    }
}
