package dev.understudy.model.people;

import dev.understudy.model.calendar.Span;
import dev.understudy.model.calendar.Window;
import java.time.Instant;
import java.util.List;

/** When somebody is on duty every week: whoever is called when a release goes wrong. */
public record Shift(Window when, List<Person> who) {

    public Shift {
        who = List.copyOf(who);
    }

    boolean has(Instant moment) {
        return when.spans(new Span(moment, moment.plusSeconds(1))).stream()
                .anyMatch(span -> !span.start().isAfter(moment) && span.end().isAfter(moment));
    }
}
