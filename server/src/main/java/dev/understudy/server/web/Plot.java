package dev.understudy.server.web;

import dev.understudy.model.view.TrafficView.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where things stand in a drawing of some time.
 *
 * @param from when the time begins, at the left
 * @param length how long it is
 * @param step how long each point of it is
 */
record Plot(Instant from, Duration length, Duration step) {

    /** Of each drawing. */
    static final int WIDTH = 720;

    static final int HEIGHT = 140;

    /** A value of the step that begins then. */
    record Value(Instant at, double value) {}

    /** How wide a step is. */
    double stepWidth() {
        return WIDTH * (double) step.toSeconds() / length.toSeconds();
    }

    double x(Instant at) {
        double part = (double) Duration.between(from, at).toSeconds() / length.toSeconds();
        return WIDTH * Math.clamp(part, 0, 1);
    }

    /** Where things were done. */
    List<TrafficChart.Line> lines(List<Mark> marks) {
        return marks.stream()
                .map(mark -> new TrafficChart.Line(number(x(mark.at())), mark))
                .toList();
    }

    /**
     * A line, drawn from point to point that follow each other, in pieces; a point alone is a short line.
     *
     * @param most the value at the upper edge
     */
    List<String> pieces(List<Value> values, double most) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        Instant next = Instant.MIN;
        for (Value value : values) {
            if (!value.at().equals(next) && !piece.isEmpty()) {
                pieces.add(piece.toString().strip());
                piece.setLength(0);
            }
            double left = x(value.at());
            double y = HEIGHT - HEIGHT * value.value() / most;
            if (piece.isEmpty()) {
                piece.append(number(left)).append(',').append(number(y)).append(' ');
            }
            piece.append(number(left + stepWidth() / 2))
                    .append(',')
                    .append(number(y))
                    .append(' ');
            next = value.at().plus(step);
            if (values.getLast().equals(value)) {
                piece.append(number(left + stepWidth())).append(',').append(number(y));
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString().strip());
        }
        return pieces;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
