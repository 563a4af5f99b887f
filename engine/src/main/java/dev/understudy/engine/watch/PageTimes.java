package dev.understudy.engine.watch;

import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Which pages became slower by a deploy: their answers since against those of the week before, each page by itself. */
public final class PageTimes implements Consumer<AccessEntry> {

    /** How long before a deploy is looked at. */
    public static final Duration BEFORE = Duration.ofDays(7);

    /** The share of answers whose time is compared: the slowest are slow for reasons of their own. */
    private static final double MOST = 0.9;

    /** Fewer answers say nothing. */
    private static final int FEWEST = 30;

    private static final double TIMES = 1.5;

    /** Nobody notices less. */
    private static final Duration NOTICEABLE = Duration.ofMillis(200);

    /** Pages that are told apart: others that come later are passed over. */
    private static final int PAGES = 1000;

    /** Numbers of records, and keys, are of one page. */
    private static final Pattern OWN = Pattern.compile("\\d+|[A-Za-z0-9_-]{24,}");

    private final Instant deployBegan;
    private final Instant served;
    private final Map<String, Times> pages = new HashMap<>();

    /**
     * @param deployBegan where the week before ends
     * @param served since when requests are the new code's
     */
    public PageTimes(Instant deployBegan, Instant served) {
        this.deployBegan = deployBegan;
        this.served = served;
    }

    private record Times(ResponseTimes before, ResponseTimes after) {}

    /**
     * A page that became slower.
     *
     * @param page its path, with # for the numbers in it
     * @param before within which nine of ten were answered
     * @param after the same, since
     * @param answers how many since
     */
    public record Slower(String page, Duration before, Duration after, long answers) {}

    @Override
    public void accept(AccessEntry entry) {
        boolean earlier = entry.ended().isBefore(deployBegan);
        if (!Answers.timed(entry) || (!earlier && entry.began().isBefore(served))) {
            return;
        }
        String page = OWN.matcher(entry.path()).replaceAll("#");
        Times times = pages.get(page);
        if (times == null) {
            if (pages.size() >= PAGES) {
                return;
            }
            times = new Times(new ResponseTimes(), new ResponseTimes());
            pages.put(page, times);
        }
        (earlier ? times.before() : times.after()).add(entry.took());
    }

    /** Those that did, the one that costs users the most time first. */
    public List<Slower> slower() {
        return pages.entrySet().stream()
                .filter(page -> page.getValue().before().count() >= FEWEST
                        && page.getValue().after().count() >= FEWEST)
                .map(page -> new Slower(
                        page.getKey(),
                        page.getValue().before().within(MOST),
                        page.getValue().after().within(MOST),
                        page.getValue().after().count()))
                .filter(page -> page.after().compareTo(page.before().plus(NOTICEABLE)) > 0
                        && page.after().toNanos() > page.before().toNanos() * TIMES)
                .sorted(Comparator.comparingLong((Slower page) ->
                                page.after().minus(page.before()).toMillis() * page.answers())
                        .reversed()
                        .thenComparing(Slower::page))
                .toList();
    }
}
