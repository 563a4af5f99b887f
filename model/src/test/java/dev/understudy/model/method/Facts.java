package dev.understudy.model.method;

import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.Emergency;
import dev.understudy.model.method.ReleaseFacts.End;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.method.ReleaseFacts.Overriding;
import dev.understudy.model.method.ReleaseFacts.Past;
import dev.understudy.model.release.ChangeClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A release that a test knows, told piece by piece. */
final class Facts {

    static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    static final String THIS = "digest-of-r7";
    static final String OTHER = "digest-of-r6";

    private ChangeClass changeClass = ChangeClass.B;
    private Set<String> modules = Set.of("acme_sales");
    private final Map<String, Instant> entered = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();
    private final List<Overriding> overrides = new ArrayList<>();
    private Optional<Duration> predicted = Optional.of(Duration.ofMinutes(10));
    private Optional<Instant> planned = Optional.empty();
    private Optional<Emergency> emergency = Optional.empty();
    private final List<Past> past = new ArrayList<>();
    private Optional<End> end = Optional.empty();

    static Instant ago(String duration) {
        return NOW.minus(Duration.parse(duration));
    }

    Facts changes(ChangeClass declared, String... touched) {
        changeClass = declared;
        modules = Set.of(touched);
        return this;
    }

    Facts in(String stage, String since) {
        entered.put(stage, ago(since));
        return this;
    }

    Facts good(Proof proof, String since) {
        return evidence(proof, THIS, true, since);
    }

    Facts evidence(Proof proof, String digest, boolean good, String since) {
        evidence.add(new Evidence(proof, digest, good, ago(since), ago(since), "run-4", ""));
        return this;
    }

    Facts yes(String gate, String person) {
        return said(gate, person, true, THIS, NOW);
    }

    Facts no(String gate, String person) {
        return said(gate, person, false, THIS, NOW);
    }

    Facts said(String gate, String person, boolean yes, String digest, Instant effective) {
        approvals.add(new Approval(digest, gate, person, yes, "", ago("PT1H"), "run-4", effective, Optional.empty()));
        return this;
    }

    Facts withdrawn() {
        Approval last = approvals.removeLast();
        approvals.add(new Approval(
                last.digest(),
                last.gate(),
                last.person(),
                last.yes(),
                "",
                last.at(),
                "",
                last.effective(),
                Optional.of(NOW)));
        return this;
    }

    Facts override(String gate, String reason, String until, String... by) {
        overrides.add(new Overriding(THIS, gate, Set.of(by), reason, ago("PT1H"), NOW.plus(Duration.parse(until))));
        return this;
    }

    Facts predicted(Optional<Duration> longest) {
        predicted = longest;
        return this;
    }

    Facts planned(String at) {
        planned = Optional.of(Instant.parse(at));
        return this;
    }

    Facts emergency(boolean productionDown, String ago, String... by) {
        emergency = Optional.of(new Emergency(Set.of(by), "nobody can invoice", ago(ago), productionDown));
        return this;
    }

    Facts past(int how, boolean incident) {
        for (int i = 0; i < how; i++) {
            past.add(new Past("r" + i, ChangeClass.A, 1, incident));
        }
        return this;
    }

    Facts ended(End how) {
        end = Optional.of(how);
        return this;
    }

    ReleaseFacts told() {
        return new ReleaseFacts(
                "r7",
                THIS,
                changeClass,
                modules,
                Set.of("bo"),
                "bo",
                entered,
                evidence,
                approvals,
                overrides,
                predicted,
                planned,
                emergency,
                past,
                end);
    }
}
