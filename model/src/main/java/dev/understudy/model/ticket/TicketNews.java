package dev.understudy.model.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is new of a release for those who follow its ticket.
 *
 * @param key what it is told by only once
 * @param word {@code planned}, {@code entered}, or how its way ended; {@code taken-back} when it was on production and is not
 *     any more
 * @param stage that it entered; empty for all else
 * @param at when it entered, or is planned
 */
public record TicketNews(String key, String word, String stage, Optional<Instant> at) {

    private static final String PERFORMED = "performed";
    private static final String TAKEN_BACK = "taken-back";

    /**
     * How a release stands.
     *
     * @param entered since when it is in the stages before production
     * @param planned when it is to be performed
     * @param end how its way ended, in a word
     * @param last whether no other release was performed after it
     */
    public record Standing(
            Map<String, Instant> entered, Optional<Instant> planned, Optional<String> end, boolean last) {
        public Standing {
            entered = Map.copyOf(entered);
        }
    }

    /**
     * What a ticket has not been told yet.
     *
     * @param told the keys of what it was told, the oldest first
     */
    public static List<TicketNews> of(Standing standing, List<String> told) {
        List<TicketNews> news = new ArrayList<>();
        standing.entered().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(stage -> new TicketNews(
                        "entered " + stage.getKey() + " " + stage.getValue(),
                        "entered",
                        stage.getKey(),
                        Optional.of(stage.getValue())))
                .forEach(news::add);
        if (standing.end().isEmpty()) {
            standing.planned()
                    .map(at -> new TicketNews("planned " + at, "planned", "", Optional.of(at)))
                    .ifPresent(news::add);
        }
        ending(standing, told).ifPresent(news::add);
        news.removeIf(one -> told.contains(one.key()));
        return List.copyOf(news);
    }

    private static Optional<TicketNews> ending(Standing standing, List<String> told) {
        long performed = told.stream().filter(key -> key.startsWith(PERFORMED)).count();
        long back = told.stream().filter(key -> key.startsWith(TAKEN_BACK)).count();
        boolean there = standing.end().filter(PERFORMED::equals).isPresent();
        if (there) {
            return performed > back ? Optional.empty() : Optional.of(end(PERFORMED, " " + (performed + 1)));
        }
        if (performed > back) {
            return standing.last() ? Optional.of(end(TAKEN_BACK, " " + performed)) : Optional.empty();
        }
        return standing.end().map(word -> end(word, ""));
    }

    private static TicketNews end(String word, String number) {
        return new TicketNews(word + number, word, "", Optional.empty());
    }
}
