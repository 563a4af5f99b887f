package dev.understudy.process.measure;

import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.evidence.Written.Author;
import dev.understudy.model.evidence.Written.Rows;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.KeyUsersView.ApplicationView;
import dev.understudy.model.view.KeyUsersView.GapView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what people did where a release is tried with what they do on production in a usual week. Rows tell by whom and when
 * they were created and last changed; who only reads is not seen.
 */
public final class KeyUsers {

    /** A usual week is the mean of four. */
    static final int WEEKS = 4;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private KeyUsers() {}

    /**
     * Applications, by the modules that bring their records.
     *
     * @param modules by table
     * @param asked those that are to be tried; empty for all that production uses
     */
    record Applications(Map<String, String> modules, Optional<Set<String>> asked) {

        String of(Rows rows) {
            return modules.getOrDefault(rows.table(), rows.table());
        }

        boolean asks(Rows rows) {
            return asked.isEmpty() || asked.get().contains(of(rows));
        }
    }

    /**
     * Measures it.
     *
     */
    static KeyUsersView measure(
            Trial trial, Instant now, OdooDatabase tried, OdooDatabase production, Applications applications) {
        Written here = tried.written(trial.since(), LIMIT);
        Written there = production.written(now.minus(Duration.ofDays(7L * WEEKS)), LIMIT);
        return compare(trial, now, here, there, applications);
    }

    static KeyUsersView compare(Trial trial, Instant now, Written here, Written there, Applications named) {
        Map<String, Sum> sums = new TreeMap<>();
        for (Rows rows : there.tables()) {
            if (rows.people() > 0 && named.asks(rows)) {
                sum(sums, named, rows).production(rows);
            }
        }
        for (Rows rows : here.tables()) {
            if (rows.people() > 0 && sums.containsKey(named.of(rows))) {
                sum(sums, named, rows).tried(rows);
            }
        }
        List<ApplicationView> applications = sums.entrySet().stream()
                .map(entry -> entry.getValue().view(entry.getKey()))
                .sorted(Comparator.comparingLong(ApplicationView::weekly)
                        .reversed()
                        .thenComparing(ApplicationView::application))
                .toList();
        // That nothing is done on production proves nothing.
        boolean covered = !applications.isEmpty()
                && there.uncounted().isEmpty()
                && applications.stream().allMatch(one -> one.done() > 0);
        return new KeyUsersView(trial.release(), trial.environment(), trial.since(), now, WEEKS, covered, applications);
    }

    private static Sum sum(Map<String, Sum> sums, Applications named, Rows rows) {
        return sums.computeIfAbsent(named.of(rows), name -> new Sum());
    }

    private static final class Sum {

        private long production;
        private long tried;
        private final Set<String> by = new TreeSet<>();
        private final Set<String> usually = new TreeSet<>();
        private final Set<String> done = new TreeSet<>();
        private final Map<String, Long> tables = new TreeMap<>();

        void production(Rows rows) {
            production += rows.people();
            tables.put(rows.table(), rows.people());
            usually.addAll(people(rows));
        }

        void tried(Rows rows) {
            tried += rows.people();
            done.add(rows.table());
            by.addAll(people(rows));
        }

        ApplicationView view(String application) {
            List<GapView> gaps = new ArrayList<>();
            tables.forEach((table, rows) -> {
                if (!done.contains(table)) {
                    gaps.add(new GapView(table, weekly(rows)));
                }
            });
            gaps.sort(Comparator.comparingLong(GapView::weekly).reversed().thenComparing(GapView::table));
            return new ApplicationView(
                    application, weekly(production), tried, List.copyOf(by), List.copyOf(usually), gaps);
        }

        /** Rounded up: what is done once a month is done. */
        private static long weekly(long rows) {
            return (rows + WEEKS - 1) / WEEKS;
        }

        private static List<String> people(Rows rows) {
            return rows.authors().stream()
                    .filter(author -> author.kind().equals(Author.PERSON))
                    .map(Author::login)
                    .toList();
        }
    }
}
