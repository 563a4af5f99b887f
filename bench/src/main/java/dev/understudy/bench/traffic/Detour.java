package dev.understudy.bench.traffic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the way through the edge costs: the same call of the same session, by turns at the environment's address and at
 * Odoo's own port.
 *
 * @param edgeMillis the median through the edge
 * @param directMillis the median without it
 * @param calls of each
 */
public record Detour(double edgeMillis, double directMillis, int calls) {

    private static final int WARM_UP = 20;

    /** What is added at the median, in milliseconds. */
    public double addedMillis() {
        return edgeMillis - directMillis;
    }

    /**
     * Measures.
     *
     * @param calls of each, at least one
     * @throws IllegalStateException when a call is not answered well
     */
    public static Detour measure(Session edge, Session direct, int calls) throws InterruptedException {
        List<Double> through = new ArrayList<>();
        List<Double> past = new ArrayList<>();
        for (int call = -WARM_UP; call < calls; call++) {
            double one = millis(edge);
            double other = millis(direct);
            if (call >= 0) {
                through.add(one);
                past.add(other);
            }
        }
        return new Detour(median(through), median(past), calls);
    }

    private static double millis(Session session) throws InterruptedException {
        var request = session.call(
                "res.partner", "search_read", List.of(List.of()), Map.of("fields", List.of("name"), "limit", 1));
        long began = System.nanoTime();
        try {
            String wrong = Session.wrongCall(session.send(request));
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(session.server() + ": " + wrong);
            }
        } catch (IOException silent) {
            throw new IllegalStateException(session.server() + " does not answer", silent);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
