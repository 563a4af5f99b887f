package dev.understudy.bench.traffic;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the requests.
 *
 * @param requests all of them, of every kind
 * @param failed how many of a kind were not answered well; kinds without any are absent
 * @param errors the first that failed, in the order in which they were sent
 * @param held how many were answered well, and waited for
 * @param longestWait of a good answer of the kinds that are expected at once
 * @param unavailable the longest time without a good answer of those kinds
 * @param written how many records Odoo said it has written
 * @param lost the names of those that are not there
 * @param twice how many names are there more than once
 * @param reconnects how often the websocket was closed, and opened anew
 */
public record Sums(
        int requests,
        Map<Kind, Integer> failed,
        List<String> errors,
        int held,
        Duration longestWait,
        Duration unavailable,
        int written,
        List<String> lost,
        int twice,
        int reconnects) {

    private static final int FIRST = 5;

    public Sums {
        failed = Map.copyOf(failed);
        errors = List.copyOf(errors);
        lost = List.copyOf(lost);
    }

    /** How many failed, of all kinds. */
    public int failures() {
        return failed.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Adds up.
     *
     * @param end when the last request was sent
     * @param found the names of all the records of this traffic that are there
     */
    static Sums of(
            List<Exchange> exchanges,
            Duration end,
            Set<String> acknowledged,
            Collection<String> found,
            int reconnects) {
        Map<Kind, Integer> failed = new EnumMap<>(Kind.class);
        exchanges.stream()
                .filter(exchange -> !exchange.good())
                .forEach(exchange -> failed.merge(exchange.kind(), 1, Integer::sum));
        Map<String, Integer> times = new HashMap<>();
        found.forEach(name -> times.merge(name, 1, Integer::sum));
        return new Sums(
                exchanges.size(),
                failed,
                exchanges.stream()
                        .filter(exchange -> !exchange.good())
                        .sorted((one, other) -> one.began().compareTo(other.began()))
                        .limit(FIRST)
                        .map(Exchange::toString)
                        .toList(),
                (int) exchanges.stream().filter(Exchange::held).count(),
                exchanges.stream()
                        .filter(exchange -> exchange.good() && exchange.kind().quick())
                        .map(Exchange::took)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                Availability.longestWithoutAnswer(exchanges, end),
                acknowledged.size(),
                acknowledged.stream().filter(name -> !times.containsKey(name)).toList(),
                (int) times.values().stream().filter(count -> count > 1).count(),
                reconnects);
    }
}
