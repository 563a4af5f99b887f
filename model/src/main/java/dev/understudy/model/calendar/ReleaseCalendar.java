package dev.understudy.model.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When production may change. Windows allow, closures forbid, and closures win. Without a window, any time is allowed that
 * no closure forbids.
 */
public record ReleaseCalendar(List<Window> windows, List<Closure> closures) {

    /** Any time. */
    public static final ReleaseCalendar ALWAYS = new ReleaseCalendar(List.of(), List.of());

    /** How far ahead is looked for a time. */
    public static final Duration HORIZON = Duration.ofDays(400);

    /** Most calendars have a window in it: looking further costs more. */
    private static final Duration NEAR = Duration.ofDays(15);

    public ReleaseCalendar {
        windows = List.copyOf(windows);
        closures = closures.stream()
                .sorted(Comparator.comparing(closure -> closure.span().start()))
                .toList();
    }

    /** The clock by which its windows are: that of the first; UTC without any. */
    public ZoneId zone() {
        return windows.stream().map(Window::timezone).findFirst().orElse(ZoneId.of("UTC"));
    }

    /** Whether something may begin at a time. */
    public sealed interface Opening {

        /**
         * It may.
         *
         * @param latestStart after which it would no longer fit; empty when nothing ends this time
         */
        record Open(Optional<Instant> latestStart) implements Opening {}

        /**
         * It may not.
         *
         * @param next when it may; empty when it may not within {@link #HORIZON}
         */
        record Closed(Why why, String reason, Optional<Instant> next) implements Opening {}
    }

    /** What keeps something from beginning. */
    public enum Why {
        /** No window is open. */
        NO_WINDOW,
        /** A closure forbids it. */
        CLOSURE,
        /** What is left of the time is shorter than it may take. */
        TOO_SHORT
    }

    /**
     * Whether something may begin.
     *
     * @param start the planned beginning, which need not be now
     * @param longest how long it may take at most
     */
    public Opening at(Instant start, Duration longest) {
        if (!windows.isEmpty()) {
            Opening near = at(start, longest, NEAR);
            if (near instanceof Opening.Open
                    || (near instanceof Opening.Closed closed && closed.next().isPresent())) {
                return near;
            }
        }
        return at(start, longest, HORIZON);
    }

    private Opening at(Instant start, Duration longest, Duration ahead) {
        Span looked = new Span(start, start.plus(ahead));
        List<Span> open = open(looked);
        Optional<Span> present =
                open.stream().filter(span -> span.contains(start)).findFirst();
        if (present.isPresent() && fits(present.get(), start, longest)) {
            Instant end = present.get().end();
            return new Opening.Open(end.isBefore(looked.end()) ? Optional.of(end.minus(longest)) : Optional.empty());
        }
        Optional<Instant> next = open.stream()
                .filter(span -> span.start().isAfter(start) && fits(span, span.start(), longest))
                .map(Span::start)
                .findFirst();
        Optional<Closure> closed = closures.stream()
                .filter(closure -> closure.span().contains(start))
                .findFirst();
        Why why = closed.isPresent() ? Why.CLOSURE : present.isPresent() ? Why.TOO_SHORT : Why.NO_WINDOW;
        return new Opening.Closed(why, closed.map(Closure::reason).orElse(""), next);
    }

    /** The first time, not before another, at which something may begin. */
    public Optional<Instant> next(Instant from, Duration longest) {
        return switch (at(from, longest)) {
            case Opening.Open open -> Optional.of(from);
            case Opening.Closed closed -> closed.next();
        };
    }

    /** The times in which production may change, in order, none touching another. */
    public List<Span> open(Span within) {
        List<Span> allowed = windows.isEmpty()
                ? List.of(within)
                : joined(windows.stream()
                        .flatMap(window -> window.spans(within).stream())
                        .sorted(Comparator.comparing(Span::start))
                        .toList());
        List<Span> open = allowed;
        for (Closure closure : closures) {
            open = open.stream()
                    .flatMap(span -> without(span, closure.span()).stream())
                    .toList();
        }
        return open;
    }

    private static boolean fits(Span span, Instant start, Duration longest) {
        return !start.plus(longest).isAfter(span.end());
    }

    private static List<Span> joined(List<Span> sorted) {
        List<Span> joined = new ArrayList<>();
        for (Span span : sorted) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || span.start().isAfter(last.end())) {
                joined.add(span);
            } else if (span.end().isAfter(last.end())) {
                joined.set(joined.size() - 1, new Span(last.start(), span.end()));
            }
        }
        return joined;
    }

    private static List<Span> without(Span span, Span closed) {
        if (!closed.start().isBefore(span.end()) || !closed.end().isAfter(span.start()) || closed.isEmpty()) {
            return List.of(span);
        }
        List<Span> rest = new ArrayList<>();
        if (closed.start().isAfter(span.start())) {
            rest.add(new Span(span.start(), closed.start()));
        }
        if (closed.end().isBefore(span.end())) {
            rest.add(new Span(closed.end(), span.end()));
        }
        return rest;
    }
}
