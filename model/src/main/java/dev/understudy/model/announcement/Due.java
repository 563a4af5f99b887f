package dev.understudy.model.announcement;

import dev.understudy.model.announcement.Told.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which announcement of a release is due: a pure function of what is so, what people were told, and the time. */
public final class Due {

    /** How the release stands. */
    public enum State {
        WAITING,
        RUNNING,
        PERFORMED,
        /** Its latest attempt was undone. */
        FAILED,
        /** It will not be performed: rejected, superseded, expired. */
        ENDED
    }

    private Due() {}

    /**
     * What is due now; empty for nothing. Who was told nothing hears neither of start nor of end.
     *
     * @param planned for when it is planned; empty when for no time
     * @param told the oldest first
     * @param ahead how long before the start people are told
     */
    public static Optional<Kind> of(
            State state, Optional<Instant> planned, List<Told> told, List<Duration> ahead, Instant now) {
        Optional<Told> last = told.isEmpty() ? Optional.empty() : Optional.of(told.getLast());
        return switch (state) {
            case WAITING -> waiting(planned, last, ahead, now);
            case RUNNING -> last.filter(one -> one.kind().expected()).map(one -> Kind.STARTED);
            case PERFORMED -> last.filter(Due::open).map(one -> Kind.DONE);
            case FAILED -> last.filter(Due::open).map(one -> Kind.UNDONE);
            case ENDED -> last.filter(Due::open).map(one -> Kind.CALLED_OFF);
        };
    }

    private static boolean open(Told last) {
        return last.kind().expected() || last.kind() == Kind.STARTED;
    }

    private static Optional<Kind> waiting(
            Optional<Instant> planned, Optional<Told> last, List<Duration> ahead, Instant now) {
        boolean expected = last.filter(one -> one.kind().expected()).isPresent();
        if (planned.isEmpty()) {
            return expected ? Optional.of(Kind.CALLED_OFF) : Optional.empty();
        }
        Instant start = planned.get();
        if (expected && !start.equals(last.orElseThrow().start())) {
            return Optional.of(Kind.MOVED);
        }
        // What was called off or undone is told anew when it has a new time.
        boolean over = last.isPresent() && !expected && start.equals(last.get().start());
        if (over || !start.isAfter(now)) {
            return Optional.empty();
        }
        return ahead.stream()
                        .map(start::minus)
                        .filter(moment -> !moment.isAfter(now))
                        .anyMatch(moment -> !expected || last.orElseThrow().at().isBefore(moment))
                ? Optional.of(Kind.PLANNED)
                : Optional.empty();
    }
}
