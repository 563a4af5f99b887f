package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.TrafficView.Span;
import io.javalin.http.Context;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is looked at within environments. */
public final class InsightRoutes {

    private final Desks desks;

    InsightRoutes(Desks desks) {
        this.desks = desks;
    }

    void mails(Context request) {
        request.json(insights(request).mails(request.pathParam("name")));
    }

    void mail(Context request) {
        request.json(insights(request).mail(request.pathParam("name"), number(request.pathParam("id"))));
    }

    void traffic(Context request) {
        request.json(insights(request).traffic(request.pathParam("name"), span(request.queryParam("span"))));
    }

    /** The id of a mail; 0, which none has, for what is no number. */
    public static long number(String said) {
        return said.matches("[0-9]{1,15}") ? Long.parseLong(said) : 0;
    }

    /** The span of a word; a day where none is said. Throws {@code server.bad-span}. */
    public static Span span(@Nullable String word) {
        return word == null
                ? Span.DAY
                : Arrays.stream(Span.values())
                        .filter(span -> span.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> Fault.usage("server.bad-span", word).exception());
    }

    private Insights insights(Context request) {
        return desks.of(request).insights();
    }
}
