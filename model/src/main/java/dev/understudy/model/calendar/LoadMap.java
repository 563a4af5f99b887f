package dev.understudy.model.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much is done on production in each hour of the week, from Monday at midnight.
 *
 * @param hours 168 amounts of work, of any unit
 */
public record LoadMap(List<Long> hours) {

    /** The hours of a week. */
    public static final int WEEK = 168;

    private static final int DAY = 24;

    public LoadMap {
        hours = List.copyOf(hours);
        if (hours.size() != WEEK) {
            throw new IllegalArgumentException("a week has " + WEEK + " hours, not " + hours.size());
        }
    }

    /** Work that was done at a time. */
    public record Sample(Instant at, long amount) {}

    /**
     * A stretch of the week.
     *
     * @param hour at which it begins, from 0 on Monday
     * @param load the work that is usually done in it
     */
    public record Quiet(int hour, int length, long load) {}

    /** The week that samples add up to, as the clock of a zone shows it. */
    public static LoadMap of(List<Sample> samples, ZoneId zone) {
        long[] sums = new long[WEEK];
        for (Sample sample : samples) {
            ZonedDateTime at = sample.at().atZone(zone);
            sums[(at.getDayOfWeek().getValue() - 1) * DAY + at.getHour()] += sample.amount();
        }
        return new LoadMap(Arrays.stream(sums).boxed().toList());
    }

    /** Two kinds of work in one map, each weighing the same, whatever their units: in millionths of all of each. */
    public static LoadMap together(LoadMap one, LoadMap other) {
        return new LoadMap(IntStream.range(0, WEEK)
                .mapToObj(hour -> one.share(hour) + other.share(hour))
                .toList());
    }

    private long share(int hour) {
        return total() == 0 ? 0 : hours.get(hour) * 1_000_000 / total();
    }

    public long total() {
        return hours.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The stretches of the week in which least is done, none over another, the quietest first; of equal ones the earlier.
     * Nothing where nothing is known: no work on record is not a quiet production.
     *
     * @param longest how long a deploy may take; rounded up to whole hours, at least one
     */
    public List<Quiet> quietest(Duration longest, int most) {
        if (total() == 0) {
            return List.of();
        }
        int length = Math.clamp((longest.toMinutes() + 59) / 60, 1, WEEK);
        List<Quiet> all = IntStream.range(0, WEEK)
                .mapToObj(hour -> new Quiet(hour, length, load(hour, length)))
                .sorted(Comparator.comparingLong(Quiet::load).thenComparingInt(Quiet::hour))
                .toList();
        List<Quiet> chosen = new ArrayList<>();
        for (Quiet one : all) {
            if (chosen.size() < most && chosen.stream().noneMatch(other -> overlap(one, other))) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    /** What is done in a stretch of the week. */
    public long load(int hour, int length) {
        return IntStream.range(hour, hour + length)
                .mapToLong(at -> hours.get(at % WEEK))
                .sum();
    }

    private static boolean overlap(Quiet one, Quiet other) {
        int apart = Math.floorMod(one.hour() - other.hour(), WEEK);
        return apart < other.length() || WEEK - apart < one.length();
    }
}
