package dev.understudy.process.traffic;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.targets.edge.AccessLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads on in what the edge answered the users of each environment, and keeps it by the minute. Nobody else counts that log. */
public final class TrafficWatch {

    /** What was answered before is not read when it is looked at for the first time. */
    private static final Duration BACK = Duration.ofDays(7);

    private static final Duration KEPT = Span.MONTH.length().plusDays(1);

    private final Environments environments;
    private final BiFunction<Environment, Instant, AccessLog> answers;
    private final TrafficBook book;
    private final Map<String, AccessLog> open = new HashMap<>();
    private Instant pruned = Instant.EPOCH;

    /**
     * @param answers reads what the edge answered from a time on
     */
    public TrafficWatch(
            Environments environments, BiFunction<Environment, Instant, AccessLog> answers, TrafficBook book) {
        this.environments = environments;
        this.answers = answers;
        this.book = book;
    }

    /** Reads what was answered since the last look. */
    public synchronized void look(Instant now) {
        List<Environment> present = environments.list().stream()
                .filter(environment -> !environment.name().equals(Environment.REHEARSAL))
                .toList();
        List<String> names = present.stream().map(Environment::name).toList();
        open.entrySet().removeIf(one -> {
            boolean gone = !names.contains(one.getKey());
            if (gone) {
                one.getValue().close();
            }
            return gone;
        });
        for (Environment environment : present) {
            TreeMap<Instant, Minute> minutes = new TreeMap<>();
            open.computeIfAbsent(environment.name(), _ -> begin(environment, now))
                    .read(entry -> minutes.computeIfAbsent(entry.ended().truncatedTo(ChronoUnit.MINUTES), Minute::new)
                            .add(entry));
            if (!minutes.isEmpty()) {
                book.add(environment.name(), minutes.values());
            }
        }
        if (pruned.plus(Duration.ofHours(1)).isBefore(now)) {
            book.forget(now.minus(KEPT), names);
            pruned = now;
        }
    }

    /** The last minute that is known is read again: it may not have been whole. */
    private AccessLog begin(Environment environment, Instant now) {
        Instant earliest = now.minus(BACK);
        Instant from = book.until(environment.name()).filter(earliest::isBefore).orElse(earliest);
        book.forgetFrom(environment.name(), from);
        return answers.apply(environment, from);
    }

    /** What is known. */
    public TrafficBook book() {
        return book;
    }
}
