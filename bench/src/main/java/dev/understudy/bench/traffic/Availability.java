package dev.understudy.bench.traffic;

import java.time.Duration;
import java.util.List;

/** How long users went without what they expect at once. */
final class Availability {

    private Availability() {}

    /**
     * The longest time between one good answer and the next, of the kinds that are asked for all the time. What is asked
     * for and takes long by itself says nothing: it ends well while everything else waits.
     *
     * @param end when the last request was sent
     */
    static Duration longestWithoutAnswer(List<Exchange> exchanges, Duration end) {
        Duration last = Duration.ZERO;
        Duration longest = Duration.ZERO;
        List<Duration> answers = exchanges.stream()
                .filter(exchange -> exchange.kind().quick() && exchange.good())
                .map(Exchange::ended)
                .sorted()
                .toList();
        for (Duration answer : answers) {
            longest = longer(longest, answer.minus(last));
            last = answer;
        }
        return longer(longest, end.minus(last));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
