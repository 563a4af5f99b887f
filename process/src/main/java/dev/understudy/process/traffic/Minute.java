package dev.understudy.process.traffic;

import dev.understudy.odoo.series.Series;
import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was asked for in a minute, or in more of them: how much, and how long it took within a few bounds. */
final class Minute {

    /** In milliseconds; each is half as long again as the one before, or less. */
    static final List<Long> BOUNDS = List.of(
            20L, 30L, 50L, 75L, 100L, 150L, 200L, 300L, 500L, 750L, 1_000L, 1_500L, 2_000L, 3_000L, 5_000L, 10_000L,
            30_000L, 60_000L);

    /** Pictures, styles, and what a page asks for by itself. */
    private static final List<String> NOBODYS =
            List.of("/web/assets/", "/web/static/", "/web/image", "/bus/", "/web/health");

    private static final int SERVER_ERROR = 500;

    /** To another protocol: a websocket. */
    private static final int SWITCHED = 101;

    private final Instant at;
    private int requests;
    private int ofPeople;
    private int failed;
    private int held;
    private long busyMillis;
    private final long[] took = new long[BOUNDS.size() + 1];

    Minute(Instant at) {
        this.at = at;
    }

    Minute(Instant at, int requests, int failed, int held, Integer[] took) {
        this(at);
        add(requests, failed, held, took);
    }

    void add(AccessEntry entry) {
        requests++;
        ofPeople += ofPeople(entry) ? 1 : 0;
        failed += entry.status() >= SERVER_ERROR ? 1 : 0;
        held += entry.held() ? 1 : 0;
        busyMillis += atWork(entry) ? entry.took().toMillis() : 0;
        took[place(entry.took())]++;
    }

    /** One that was held waited for Odoo to be there, and a websocket stays open without work. */
    private static boolean atWork(AccessEntry entry) {
        return !entry.held() && entry.status() != SWITCHED && !Series.staysOpen(entry.path());
    }

    private static boolean ofPeople(AccessEntry entry) {
        return !Series.staysOpen(entry.path())
                && NOBODYS.stream().noneMatch(entry.path()::startsWith)
                && !entry.path().contains("/static/");
    }

    void add(int more, int moreFailed, int moreHeld, Integer[] moreTook) {
        requests += more;
        failed += moreFailed;
        held += moreHeld;
        for (int i = 0; i < Math.min(took.length, moreTook.length); i++) {
            took[i] += moreTook[i];
        }
    }

    private static int place(Duration duration) {
        long millis = duration.toMillis();
        int place = 0;
        while (place < BOUNDS.size() && millis > BOUNDS.get(place)) {
            place++;
        }
        return place;
    }

    /** Within how many milliseconds a part of them was answered, by the bounds; between two it is taken to grow evenly. */
    long within(double part) {
        double wanted = requests * part;
        double passed = 0;
        for (int i = 0; i < BOUNDS.size(); i++) {
            if (took[i] > 0 && passed + took[i] >= wanted) {
                long low = i == 0 ? 0 : BOUNDS.get(i - 1);
                return Math.round(low + (BOUNDS.get(i) - low) * (wanted - passed) / took[i]);
            }
            passed += took[i];
        }
        return requests == 0 ? 0 : BOUNDS.getLast();
    }

    Instant at() {
        return at;
    }

    int requests() {
        return requests;
    }

    /** Those that tell of somebody's work. */
    int ofPeople() {
        return ofPeople;
    }

    int failed() {
        return failed;
    }

    int held() {
        return held;
    }

    /** How long Odoo was at work on all of it together. */
    long busyMillis() {
        return busyMillis;
    }

    Integer[] took() {
        Integer[] copy = new Integer[took.length];
        for (int i = 0; i < took.length; i++) {
            copy[i] = Math.toIntExact(took[i]);
        }
        return copy;
    }
}
