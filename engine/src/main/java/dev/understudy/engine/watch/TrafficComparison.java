package dev.understudy.engine.watch;

import dev.understudy.model.config.WatchSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares what users are answered since a deploy serves with what they were answered in the hour before it began. */
public final class TrafficComparison implements Consumer<AccessEntry> {

    /** How long before a deploy is looked at. */
    public static final Duration BEFORE = Duration.ofHours(1);

    /** Fewer say nothing. */
    private static final int FEWEST_ANSWERS = 50;

    private static final int FEWEST_FAILED = 3;
    private static final int FEWEST_TIMES = 100;

    /** A new process is slow until its caches are filled. */
    private static final int WARMING_UP = 100;

    /** Nobody notices less. */
    private static final Duration NOTICEABLE = Duration.ofMillis(200);

    private final Instant deployBegan;
    private final Instant served;
    private final Answers before = new Answers(0);
    private final Answers after = new Answers(WARMING_UP);
    private Instant caughtUp;

    /**
     * @param deployBegan where the hour before ends
     * @param served since when requests are the new code's alone
     */
    public TrafficComparison(Instant deployBegan, Instant served) {
        this.deployBegan = deployBegan;
        this.served = served;
        this.caughtUp = served;
    }

    @Override
    public void accept(AccessEntry entry) {
        if (entry.ended().isBefore(deployBegan)) {
            before.add(entry, true);
        } else if (!entry.began().isBefore(served)) {
            after.add(entry, !entry.began().isBefore(caughtUp));
        } else if (entry.held() && entry.ended().isAfter(served)) {
            // Those that were held come all at once: what is asked for among them waits for its turn.
            caughtUp = entry.ended();
            after.forgetTimes();
        }
    }

    /** What is worse than may be. */
    public Optional<Fault> breach(WatchSettings may) {
        return failing(may.errors()).or(() -> slower(may.slower()));
    }

    /** For people. */
    public Said told() {
        if (after.given() < FEWEST_ANSWERS) {
            return Said.of("too-few-answers", after.given());
        }
        Said failed = before.given() < FEWEST_ANSWERS
                ? Said.of("answers-new", after.given(), percent(after.failedShare()))
                : Said.of("answers", after.given(), percent(after.failedShare()), percent(before.failedShare()));
        return timed()
                ? Said.all(
                        failed,
                        Said.of(
                                "answers-time",
                                after.time().toMillis(),
                                before.time().toMillis()))
                : failed;
    }

    private Optional<Fault> failing(double more) {
        double usual = before.given() < FEWEST_ANSWERS ? 0 : before.failedShare();
        boolean breached = after.given() >= FEWEST_ANSWERS
                && after.failed() >= FEWEST_FAILED
                && after.failedShare() - usual > more;
        return breached
                ? Optional.of(Fault.failed(
                        "watch.failing",
                        after.failed(),
                        after.given(),
                        percent(after.failedShare()),
                        percent(usual),
                        percent(more)))
                : Optional.empty();
    }

    private Optional<Fault> slower(double times) {
        Duration now = after.time();
        Duration usual = before.time();
        boolean breached =
                timed() && now.compareTo(usual.plus(NOTICEABLE)) > 0 && now.toNanos() > usual.toNanos() * times;
        return breached
                ? Optional.of(Fault.failed(
                        "watch.slower", now.toMillis(), usual.toMillis(), String.format(Locale.ROOT, "%.1f", times)))
                : Optional.empty();
    }

    private boolean timed() {
        return after.timed() >= FEWEST_TIMES && before.timed() >= FEWEST_TIMES;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }
}
