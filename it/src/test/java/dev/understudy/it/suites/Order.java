package dev.understudy.it.suites;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** In which order suites begin: those that the last run had no time for, the most telling, the others by name. */
final class Order {

    private static final String MOST_TELLING = "/most-telling-first";

    private Order() {}

    static List<Suite> of(List<Suite> suites, List<String> notRun, List<String> telling) {
        Set<String> first = new LinkedHashSet<>(notRun);
        first.addAll(telling);
        List<Suite> ordered = new ArrayList<>();
        for (String name : first) {
            suites.stream().filter(suite -> suite.name().equals(name)).forEach(ordered::add);
        }
        suites.stream().filter(suite -> !first.contains(suite.name())).forEach(ordered::add);
        return ordered;
    }

    /** The names of the list; a line that begins with # is a remark. */
    static List<String> mostTelling() {
        try (InputStream list = Objects.requireNonNull(Order.class.getResourceAsStream(MOST_TELLING))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
