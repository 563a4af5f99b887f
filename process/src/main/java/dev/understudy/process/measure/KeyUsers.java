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
     * Measures it.
     *
     * @param modules the module that brings a table's records, by table
     */
    static KeyUsersView measure(
            String release,
            String environment,
            Instant since,
            Instant now,
            OdooDatabase tried,
            OdooDatabase production,
            Map<String, String> modules) {
        Written here = tried.written(since, LIMIT);
        Written there = production.written(now.minus(Duration.ofDays(7L * WEEKS)), LIMIT);
        return compare(release, environment, since, now, here, there, modules);
    }

    static KeyUsersView compare(
            String release,
            String environment,
            Instant since,
            Instant now,
            Written here,
            Written there,
            Map<String, String> modules) {
        Map<String, Sum> sums = new TreeMap<>();
        for (Rows rows : there.tables()) {
            if (rows.people() > 0) {
                sum(sums, modules, rows).production(rows);
            }
        }
        for (Rows rows : here.tables()) {
            if (rows.people() > 0 && sums.containsKey(application(modules, rows))) {
                sum(sums, modules, rows).tried(rows);
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
        return new KeyUsersView(release, environment, since, now, WEEKS, covered, applications);
    }

    private static Sum sum(Map<String, Sum> sums, Map<String, String> modules, Rows rows) {
        return sums.computeIfAbsent(application(modules, rows), name -> new Sum());
    }

    private static String application(Map<String, String> modules, Rows rows) {
        return modules.getOrDefault(rows.table(), rows.table());
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
