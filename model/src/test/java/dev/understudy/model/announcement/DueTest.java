package dev.understudy.model.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.announcement.Due.State;
import dev.understudy.model.announcement.Told.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueTest {

    private static final Instant START = Instant.parse("2026-12-01T20:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-03T20:00:00Z");
    private static final Instant EARLY = START.minus(Duration.ofDays(10));
    private static final List<Duration> AHEAD = List.of(Duration.ofDays(7), Duration.ofHours(1));

    @Test
    void aPlannedReleaseIsToldWhenItsTimeComesAndNotBefore() {
        assertThat(waiting(START, EARLY)).isEmpty();
        assertThat(waiting(START, START.minus(Duration.ofDays(7)))).contains(Kind.PLANNED);
        assertThat(waiting(START, START.minus(Duration.ofMinutes(5))))
                .as("planned at short notice")
                .contains(Kind.PLANNED);
        assertThat(waiting(START, START)).as("it is too late to tell").isEmpty();
    }

    @Test
    void eachTimeAheadIsOneReminder() {
        Told first = new Told(Kind.PLANNED, START, START.minus(Duration.ofDays(7)));

        assertThat(waiting(START, START.minus(Duration.ofDays(1)), first)).isEmpty();
        assertThat(waiting(START, START.minus(Duration.ofHours(1)), first)).contains(Kind.PLANNED);
        assertThat(waiting(
                        START,
                        START.minus(Duration.ofMinutes(30)),
                        first,
                        new Told(Kind.PLANNED, START, START.minus(Duration.ofHours(1)))))
                .isEmpty();
    }

    @Test
    void anotherTimeIsToldAtOnce() {
        Told first = new Told(Kind.PLANNED, START, EARLY);

        assertThat(waiting(LATER, EARLY, first)).contains(Kind.MOVED);
        assertThat(waiting(LATER, EARLY, first, new Told(Kind.MOVED, LATER, EARLY)))
                .isEmpty();
    }

    @Test
    void whoExpectsItHearsThatItIsCalledOff() {
        Told first = new Told(Kind.PLANNED, START, EARLY);
        Told off = new Told(Kind.CALLED_OFF, START, EARLY);

        assertThat(due(State.WAITING, Optional.empty(), EARLY, first)).contains(Kind.CALLED_OFF);
        assertThat(due(State.ENDED, Optional.of(START), EARLY, first)).contains(Kind.CALLED_OFF);
        assertThat(due(State.ENDED, Optional.of(START), EARLY, first, off)).isEmpty();
        assertThat(due(State.ENDED, Optional.of(START), EARLY))
                .as("nobody expected it")
                .isEmpty();
        assertThat(waiting(START, START.minus(Duration.ofMinutes(10)), first, off))
                .as("off is off")
                .isEmpty();
        assertThat(waiting(LATER, LATER.minus(Duration.ofMinutes(10)), first, off))
                .contains(Kind.PLANNED);
    }

    @Test
    void startAndEndAreToldToWhoExpectsThem() {
        Told first = new Told(Kind.PLANNED, START, EARLY);
        Told started = new Told(Kind.STARTED, START, START);

        assertThat(due(State.RUNNING, Optional.of(START), START)).isEmpty();
        assertThat(due(State.RUNNING, Optional.of(START), START, first)).contains(Kind.STARTED);
        assertThat(due(State.RUNNING, Optional.of(START), START, first, started))
                .isEmpty();
        assertThat(due(State.PERFORMED, Optional.of(START), START, first, started))
                .contains(Kind.DONE);
        assertThat(due(State.PERFORMED, Optional.of(START), START, first))
                .as("so quick that nobody saw it begin")
                .contains(Kind.DONE);
        assertThat(due(State.FAILED, Optional.of(START), START, first, started)).contains(Kind.UNDONE);
        assertThat(due(State.FAILED, Optional.of(START), START, first)).contains(Kind.UNDONE);
        assertThat(due(State.FAILED, Optional.of(START), START, first, started, new Told(Kind.UNDONE, START, START)))
                .isEmpty();
    }

    private static Optional<Kind> waiting(Instant planned, Instant now, Told... told) {
        return due(State.WAITING, Optional.of(planned), now, told);
    }

    private static Optional<Kind> due(State state, Optional<Instant> planned, Instant now, Told... told) {
        return Due.of(state, planned, List.of(told), AHEAD, now);
    }
}
