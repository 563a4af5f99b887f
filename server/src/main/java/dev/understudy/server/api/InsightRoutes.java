package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.MonitorView;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import dev.understudy.server.mailbox.CaughtMails;
import dev.understudy.server.mailbox.CaughtMails.MailFile;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is looked at within environments. */
public final class InsightRoutes {

    private final Desks desks;

    InsightRoutes(Desks desks) {
        this.desks = desks;
    }

    void mails(Context request) {
        request.json(caught(request).list(search(request)));
    }

    void mail(Context request) {
        request.json(caught(request).one(id(request)));
    }

    void mailSource(Context request) {
        send(request, caught(request).source(id(request)));
    }

    void mailFile(Context request) {
        send(request, caught(request).file(id(request), number(request.pathParam("number"))));
    }

    void deleteMail(Context request) {
        caught(request).delete(id(request));
        request.json(caught(request).list(""));
    }

    void clearMails(Context request) {
        request.json(Map.of("deleted", caught(request).clear()));
    }

    void heldMails(Context request) {
        request.json(insights(request).heldMails(request.pathParam("name")));
    }

    void heldMail(Context request) {
        request.json(insights(request).heldMail(request.pathParam("name"), id(request)));
    }

    void monitoring(Context request) {
        request.json(shown(
                request, insights(request).monitoring(request.pathParam("name"), span(request.queryParam("span")))));
    }

    /** What statements say beside their values may be as telling as a log. */
    public static MonitorView shown(Context request, MonitorView monitoring) {
        return Gatekeeper.visitor(request).any(Role.READ_LOGS, monitoring.environment())
                ? monitoring
                : monitoring.withoutStatements();
    }

    private CaughtMails caught(Context request) {
        return insights(request).mails(request.pathParam("name"));
    }

    private static long id(Context request) {
        return number(request.pathParam("id"));
    }

    /** The text that mails are looked for by; empty for all of them. */
    public static String search(Context request) {
        String said = request.queryParam("search");
        return said == null ? "" : said.strip();
    }

    /** Sends foreign content to be stored: whatever it is, no browser opens it as a page of the service. */
    public static void send(Context request, MailFile file) {
        String name = file.name().isBlank() ? "file" : file.name();
        request.contentType("application/octet-stream")
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + quoted(name))
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .result(file.content().bytes());
    }

    private static String quoted(String name) {
        return URLEncoder.encode(name.replace('/', '_'), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
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
