package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.InboxView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Peer;
import dev.understudy.server.api.PracticeDesk.Saying;
import dev.understudy.server.api.PracticeDesk.TicketReport;
import dev.understudy.server.api.PracticeDesk.Voice;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do with releases. */
final class PracticeRoutes {

    /** A screenshot in Base64, and words. */
    private static final int MOST_REPORT_BYTES = 8 * 1024 * 1024;

    private final Desks desks;
    private final Peer peer = new Peer();

    PracticeRoutes(Desks desks) {
        this.desks = desks;
    }

    void decision(Context request) {
        request.json(practice(request).decision(id(request), Problems.language(request)));
    }

    void say(Context request, boolean yes) {
        Map<String, String> said = Asked.texts(request, Set.of("gate", "word", "digest", "from"));
        practice(request)
                .say(
                        voice(request),
                        new Saying(
                                id(request),
                                said.getOrDefault("gate", ""),
                                yes,
                                said.getOrDefault("word", ""),
                                said.getOrDefault("digest", ""),
                                time(said, "from")));
        decision(request);
    }

    void withdraw(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("gate"));
        practice(request).withdraw(voice(request), id(request), said.getOrDefault("gate", ""));
        decision(request);
    }

    void override(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("gate", "reason", "until"));
        practice(request)
                .override(
                        voice(request),
                        id(request),
                        said.getOrDefault("gate", ""),
                        said.getOrDefault("reason", ""),
                        time(said, "until"));
        decision(request);
    }

    void emergency(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("reason", "productionDown"));
        practice(request)
                .declareEmergency(
                        voice(request),
                        id(request),
                        said.getOrDefault("reason", ""),
                        Boolean.parseBoolean(said.get("productionDown")));
        decision(request);
    }

    void plan(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("at"));
        practice(request).plan(id(request), time(said, "at"), Asked.by(request));
        decision(request);
    }

    void announce(Context request) {
        practice(request).announce(id(request), Asked.by(request));
        request.status(201);
        told(request, false);
    }

    void announcements(Context request) {
        told(request, Boolean.parseBoolean(request.queryParam("draft")));
    }

    private void told(Context request, boolean draft) {
        request.json(practice(request).announcements(id(request), draft, Problems.language(request)));
    }

    void tickets(Context request) {
        request.json(practice(request).tickets(Optional.ofNullable(request.queryParam("release"))));
    }

    void reportTicket(Context request) {
        ObjectNode body = Asked.large(request, MOST_REPORT_BYTES);
        JsonNode screenshot = body.remove("screenshot");
        Map<String, String> said = Asked.texts(body, Set.of("title", "text", "release", "environment", "page", "user"));
        practice(request)
                .report(
                        new TicketReport(
                                said.getOrDefault("title", ""),
                                said.getOrDefault("text", ""),
                                said.getOrDefault("release", ""),
                                said.getOrDefault("environment", ""),
                                said.getOrDefault("page", ""),
                                said.getOrDefault("user", ""),
                                screenshot == null ? "" : screenshot.asString("")),
                        Asked.by(request));
        request.status(201).json(practice(request).tickets(Optional.empty()));
    }

    void tie(Context request, boolean together) {
        long ticket = ticket(request);
        if (together) {
            practice(request).tie(id(request), ticket, Asked.by(request));
        } else {
            practice(request).untie(id(request), ticket, Asked.by(request));
        }
        request.json(practice(request).tickets(Optional.of(id(request))));
    }

    /** Throws {@code server.bad-number}. */
    private static long ticket(Context request) {
        String said = request.pathParam("ticket");
        if (!said.matches("[1-9][0-9]{0,17}")) {
            throw Fault.usage("server.bad-number", "ticket", said, Long.MAX_VALUE)
                    .exception();
        }
        return Long.parseLong(said);
    }

    void promote(Context request) {
        request.status(202).json(practice(request).promote(id(request), Asked.by(request)));
    }

    void report(Context request) {
        request.json(practice(request).report(id(request), Problems.language(request)));
    }

    void reportPage(Context request) {
        ReportAnswers.page(request, practice(request));
    }

    void reportPdf(Context request) {
        ReportAnswers.pdf(request, practice(request));
    }

    void remindKeyUsers(Context request) {
        request.status(201).json(practice(request).remindKeyUsers(id(request), Asked.by(request)));
    }

    void keyUsers(Context request) {
        request.json(practice(request).keyUsers(id(request)));
    }

    void readiness(Context request) {
        request.json(practice(request).readiness(id(request), Problems.language(request)));
    }

    void consider(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("consideration", "mark", "word"));
        practice(request)
                .consider(
                        voice(request),
                        id(request),
                        said.getOrDefault("consideration", ""),
                        said.getOrDefault("mark", ""),
                        said.getOrDefault("word", ""));
        readiness(request);
    }

    /** What waits for somebody who is named, or whose token asks; for whomever, where nobody is. */
    void inbox(Context request) {
        String person = Optional.ofNullable(request.queryParam("person"))
                .orElseGet(() -> Gatekeeper.visitor(request).name());
        InboxView all = desks.of(request).inbox(Problems.language(request));
        boolean takesPart =
                practice(request).people().stream().anyMatch(one -> one.name().equals(person));
        if (!takesPart && request.queryParam("person") != null) {
            throw Fault.usage("process.no-such-person", person).exception();
        }
        request.json(takesPart ? all.of(person) : all);
    }

    /** Throws {@code server.bad-timezone}. */
    void load(Context request) {
        String zone = Optional.ofNullable(request.queryParam("timezone")).orElse("UTC");
        try {
            request.json(practice(request).load(ZoneId.of(zone), Optional.ofNullable(request.queryParam("release"))));
        } catch (DateTimeException unknown) {
            throw Fault.usage("server.bad-timezone", zone).exception(unknown);
        }
    }

    void drift(Context request) {
        request.json(practice(request).drift(request.pathParam("name")));
    }

    void acceptDrift(Context request) {
        Optional<String> mark =
                Optional.ofNullable(Asked.texts(request, Set.of("mark")).get("mark"));
        request.json(practice(request).acceptDrift(Asked.by(request), mark));
    }

    void calendar(Context request) {
        request.json(practice(request).calendar());
    }

    /** For calendars that fetch it. */
    void calendarFile(Context request) {
        request.contentType("text/calendar; charset=utf-8")
                .result(practice(request).calendar().ics());
    }

    void auditLog(Context request) {
        request.json(practice(request).auditLog(Optional.ofNullable(request.queryParam("subject"))));
    }

    void verifyAuditLog(Context request) {
        request.json(practice(request).verifyAuditLog());
    }

    void verifyReport(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("digest", "seal"));
        request.json(practice(request).verifyReport(said.getOrDefault("digest", ""), said.getOrDefault("seal", "")));
    }

    private PracticeDesk practice(Context request) {
        return desks.of(request).practice();
    }

    private static String id(Context request) {
        return request.pathParam("id");
    }

    /** A program with a token of its own speaks for nobody: it shows a person's key, or is silent. */
    Voice voice(Context request) {
        return new Voice(
                header(request, "Understudy-Person"),
                header(request, "Understudy-Key"),
                Gatekeeper.visitor(request).operator()
                        ? peer.user(request.req().getRemotePort(), request.req().getLocalPort())
                        : Optional.empty());
    }

    private static String header(Context request, String name) {
        String said = request.header(name);
        return said == null ? "" : said;
    }

    /** Throws {@code server.bad-time}. */
    private static Optional<Instant> time(Map<String, String> said, String name) {
        String text = said.getOrDefault(name, "");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            throw Fault.usage("server.bad-time", name, text).exception(malformed);
        }
    }
}
