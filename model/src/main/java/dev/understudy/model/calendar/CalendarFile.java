package dev.understudy.model.calendar;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** iCalendar (RFC 5545), as far as releases need it: single events, written and read. */
public final class CalendarFile {

    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z-]+)((?:;[^:;=]+=(?:\"[^\"]*\"|[^:;]*))*):(.*)");
    private static final Pattern ZONE = Pattern.compile("(?i);TZID=\"?([^;\"]+)\"?");

    private CalendarFile() {}

    /**
     * An event.
     *
     * @param id stays the same when the event changes, so that calendars replace it
     */
    public record Event(String id, Span span, String title, String description) {}

    /** A calendar of others that cannot be read. */
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String shown;

        UnreadableException(int line, String shown) {
            super("line " + line + ": " + shown);
            this.line = line;
            this.shown = shown.substring(0, Math.min(shown.length(), LONGEST_LINE));
        }

        /** Where, from 1. */
        public int line() {
            return line;
        }

        /** What stands there. */
        public String shown() {
            return shown;
        }
    }

    /**
     * A calendar.
     *
     * @param written when it is written, which calendars want to know
     */
    public static String write(String name, List<Event> events, Instant written) {
        StringBuilder text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Understudy//Releases//EN");
        line(text, "X-WR-CALNAME:" + escaped(name));
        for (Event event : events) {
            line(text, "BEGIN:VEVENT");
            line(text, "UID:" + escaped(event.id()));
            line(text, "DTSTAMP:" + UTC.format(written));
            line(text, "DTSTART:" + UTC.format(event.span().start()));
            line(text, "DTEND:" + UTC.format(event.span().end()));
            line(text, "SUMMARY:" + escaped(event.title()));
            if (!event.description().isEmpty()) {
                line(text, "DESCRIPTION:" + escaped(event.description()));
            }
            line(text, "END:VEVENT");
        }
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    /**
     * The events of a calendar, as times in which production may not change.
     *
     * @param zone of days and of times that name none
     * @throws UnreadableException for what is no calendar, and for an event that comes again: which days it means is not
     *     guessed
     */
    public static List<Closure> closures(String text, ZoneId zone) throws UnreadableException {
        List<Closure> closures = new ArrayList<>();
        Reading event = null;
        boolean calendar = false;
        for (Line line : unfolded(text)) {
            Matcher property = PROPERTY.matcher(line.text());
            if (!property.matches()) {
                throw new UnreadableException(line.number(), line.text());
            }
            String name = property.group(1).toUpperCase(Locale.ROOT);
            String value = property.group(3);
            calendar |= name.equals("BEGIN") && value.equalsIgnoreCase("VCALENDAR");
            if (!calendar) {
                throw new UnreadableException(line.number(), line.text());
            }
            if (name.equals("BEGIN") && value.equalsIgnoreCase("VEVENT")) {
                event = new Reading(line.number());
            } else if (event != null && name.equals("END") && value.equalsIgnoreCase("VEVENT")) {
                closures.add(event.closure());
                event = null;
            } else if (event != null) {
                event.take(line, name, property.group(2), value, zone);
            }
        }
        if (!calendar) {
            throw new UnreadableException(1, "");
        }
        return closures;
    }

    /** An event that is being read. */
    private static final class Reading {

        private final int began;
        private @Nullable Instant start;
        private @Nullable Instant end;
        private @Nullable Instant dayAfter;
        private String title = "";

        Reading(int began) {
            this.began = began;
        }

        void take(Line line, String name, String parameters, String value, ZoneId zone) throws UnreadableException {
            try {
                switch (name) {
                    case "DTSTART" -> {
                        start = moment(parameters, value, zone);
                        dayAfter = value.length() == 8
                                ? LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE)
                                        .plusDays(1)
                                        .atStartOfDay(zone)
                                        .toInstant()
                                : start;
                    }
                    case "DTEND" -> end = moment(parameters, value, zone);
                    case "SUMMARY" -> title = unescaped(value);
                    case "RRULE", "RDATE", "DURATION" -> throw new UnreadableException(line.number(), line.text());
                    default -> {
                        // What an event says besides is not about when it is.
                    }
                }
            } catch (DateTimeException impossible) {
                throw new UnreadableException(line.number(), line.text());
            }
        }

        Closure closure() throws UnreadableException {
            Instant from = start;
            Instant until = end == null ? dayAfter : end;
            if (from == null || until == null || until.isBefore(from)) {
                throw new UnreadableException(began, "BEGIN:VEVENT");
            }
            return new Closure(new Span(from, until), title);
        }
    }

    private static Instant moment(String parameters, String value, ZoneId zone) {
        if (value.length() == 8) {
            return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay(zone)
                    .toInstant();
        }
        if (value.endsWith("Z")) {
            return LocalDateTime.parse(value.substring(0, value.length() - 1), LOCAL)
                    .toInstant(ZoneOffset.UTC);
        }
        Matcher named = ZONE.matcher(parameters);
        ZoneId place = named.find() ? ZoneId.of(named.group(1)) : zone;
        return LocalDateTime.parse(value, LOCAL).atZone(place).toInstant();
    }

    /** A line with its number in the file. */
    private record Line(int number, String text) {}

    private static List<Line> unfolded(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\r?\n", -1)) {
            number++;
            if ((raw.startsWith(" ") || raw.startsWith("\t")) && !lines.isEmpty()) {
                Line last = lines.removeLast();
                lines.add(new Line(last.number(), last.text() + raw.substring(1)));
            } else if (!raw.isBlank()) {
                lines.add(new Line(number, raw));
            }
        }
        return lines;
    }

    /** A line of at most 75 bytes, as many more as needed below it; no character is cut. */
    private static void line(StringBuilder text, String content) {
        int bytes = 0;
        for (int i = 0; i < content.length(); ) {
            int point = content.codePointAt(i);
            String character = Character.toString(point);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > LONGEST_LINE) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.append(character);
            bytes += length;
            i += Character.charCount(point);
        }
        text.append("\r\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\[nN]", "\n").replaceAll("\\\\(.)", "$1");
    }
}
