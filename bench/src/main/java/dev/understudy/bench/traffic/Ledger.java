package dev.understudy.bench.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every request, and the names of the records that Odoo said it has written. Many threads note in it. */
final class Ledger {

    private final long start = System.nanoTime();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private int reconnects;

    /** Since the traffic began. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    synchronized void note(Exchange exchange) {
        exchanges.add(exchange);
    }

    synchronized void written(String name) {
        acknowledged.add(name);
    }

    synchronized void reconnected() {
        reconnects++;
    }

    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    synchronized Set<String> acknowledged() {
        return new LinkedHashSet<>(acknowledged);
    }

    synchronized int reconnects() {
        return reconnects;
    }
}
