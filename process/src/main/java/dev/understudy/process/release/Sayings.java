package dev.understudy.process.release;

import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.ApprovalRule;
import dev.understudy.model.method.ApprovalRule.Never;
import dev.understudy.model.method.Gate;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.Emergency;
import dev.understudy.model.method.ReleaseFacts.Overriding;
import dev.understudy.model.method.Stage;
import dev.understudy.model.people.Person;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.speak.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Takes what people say about releases: each for a content, by who may say it, and in the audit log with the same transaction. */
public final class Sayings {

    /** Longer, and it is the method that is to be changed. */
    private static final Duration LONGEST_OVERRIDE = Duration.ofDays(30);

    private final Jdbi control;
    private final Supplier<Project> project;
    private final Equipment.Records records;
    private final Dossiers dossiers;
    private final Words words;
    private final Plans plans;
    private final AuditLog log;
    private final InstantSource clock;

    public Sayings(
            Jdbi control,
            Supplier<Project> project,
            Equipment.Records records,
            Dossiers dossiers,
            Minutes minutes,
            InstantSource clock) {
        this.control = control;
        this.project = project;
        this.records = records;
        this.dossiers = dossiers;
        this.words = minutes.words();
        this.plans = minutes.plans();
        this.log = minutes.log();
        this.clock = clock;
    }

    /** Where it is written down. */
    public record Minutes(Words words, Plans plans, AuditLog log) {}

    /**
     * A yes or a no.
     *
     * @param digest the content that was in front of them; empty for whatever the release is
     * @param from from when it counts; empty for at once
     */
    public record Said(String release, String gate, boolean yes, String word, String digest, Optional<Instant> from) {}

    /**
     * Says yes or no.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.not-found}, {@code process.no-such-gate}, {@code
     *     process.not-asked}, {@code process.own-work}, {@code process.content-changed}
     */
    public void say(Said said, Speaker speaker) {
        Instant now = clock.instant();
        ReleaseFacts facts = dossiers.of(said.release(), now);
        List<Gate> gates = gates(said.gate());
        mayAnswer(gates, speaker, facts, said);
        if (!said.digest().isEmpty() && !said.digest().equals(facts.digest())) {
            throw Fault.refused("process.content-changed", said.release()).exception();
        }
        Approval approval = new Approval(
                facts.digest(),
                said.gate(),
                speaker.name(),
                said.yes(),
                said.word(),
                now,
                records.rehearsals().latest(said.release()).map(Rehearsal::run).orElse(""),
                said.from().filter(from -> from.isAfter(now)).orElse(now),
                Optional.empty());
        control.useTransaction(handle -> {
            words.say(said.release(), approval, speaker.knownBy());
            log.note(
                    now,
                    said.yes() ? "approved" : "rejected",
                    said.release(),
                    speaker.name(),
                    said.gate() + " " + facts.digest() + " by " + speaker.knownBy()
                            + (said.word().isEmpty() ? "" : ": " + said.word()));
        });
    }

    private void mayAnswer(List<Gate> gates, Speaker speaker, ReleaseFacts facts, Said said) {
        List<Person> answerers = gates.stream()
                .flatMap(gate -> gate.answerers(project.get().people()).stream())
                .distinct()
                .toList();
        if (!answerers.contains(speaker.person())) {
            String others = answerers.stream().map(Person::name).collect(Collectors.joining(", "));
            throw Fault.refused("process.not-asked", speaker.name(), said.gate(), others.isEmpty() ? "-" : others)
                    .exception();
        }
        Optional<ApprovalRule> rule = gates.stream()
                .flatMap(gate -> gate.demand() instanceof Demand.Approved approved
                        ? Optional.of(approved.rule()).stream()
                        : Optional.<ApprovalRule>empty().stream())
                .findFirst();
        boolean author = facts.authors().contains(speaker.name());
        boolean releaser = facts.releaser().equals(speaker.name());
        boolean left = rule.filter(one -> (one.never().contains(Never.AUTHOR) && author)
                        || (one.never().contains(Never.RELEASER) && releaser))
                .isPresent();
        // A no of the author is worth hearing.
        if (said.yes() && left) {
            throw Fault.refused("process.own-work", speaker.name(), said.gate(), said.release())
                    .exception();
        }
    }

    /** Takes a word back. Throws {@code process.nothing-said}. */
    public void withdraw(String release, String gate, Speaker speaker) {
        records.releases().get(release);
        Instant now = clock.instant();
        control.useTransaction(handle -> {
            if (words.withdraw(release, gate, speaker.name(), now) == 0) {
                throw Fault.usage("process.nothing-said", speaker.name(), gate, release)
                        .exception();
            }
            log.note(now, "withdrawn", release, speaker.name(), gate + " by " + speaker.knownBy());
        });
    }

    /**
     * Puts a gate aside for a time; it counts when a second person has said so too.
     *
     * @param until empty for one who agrees with what is asked for already
     * @return how it stands
     * @throws dev.understudy.model.fault.FaultException {@code process.no-such-gate}, {@code process.may-not-override}, {@code
     *     process.no-reason}, {@code process.no-end}, {@code process.override-too-long}
     */
    public Overriding override(String release, String gate, String reason, Optional<Instant> until, Speaker speaker) {
        Instant now = clock.instant();
        ReleaseFacts facts = dossiers.of(release, now);
        gates(gate);
        among(project.get().method().overriders(), speaker, "process.may-not-override");
        Optional<Overriding> open = words.overridings(release).stream()
                .filter(one -> one.gate().equals(gate)
                        && one.digest().equals(facts.digest())
                        && one.until().isAfter(now))
                .findFirst();
        if (open.isEmpty()) {
            opened(reason, until, now);
        }
        return control.inTransaction(handle -> {
            Overriding asked =
                    new Overriding(facts.digest(), gate, Set.of(speaker.name()), reason, now, until.orElse(now));
            Overriding standing = words.override(release, asked, speaker.knownBy());
            log.note(
                    now,
                    standing.by().size() > 1 ? "overridden" : "override-asked",
                    release,
                    speaker.name(),
                    gate + " until " + standing.until() + " by " + speaker.knownBy() + ": " + standing.reason());
            return standing;
        });
    }

    private static void opened(String reason, Optional<Instant> until, Instant now) {
        if (reason.isBlank()) {
            throw Fault.usage("process.no-reason").exception();
        }
        if (until.isEmpty() || !until.get().isAfter(now)) {
            throw Fault.usage("process.no-end").exception();
        }
        if (until.get().isAfter(now.plus(LONGEST_OVERRIDE))) {
            throw Fault.usage("process.override-too-long", LONGEST_OVERRIDE.toDays())
                    .exception();
        }
    }

    /** Declares an emergency, or agrees with who did. Throws {@code process.no-emergency-lane} and as {@link #override}. */
    public void declareEmergency(String release, String reason, boolean productionDown, Speaker speaker) {
        Instant now = clock.instant();
        dossiers.of(release, now);
        Method.EmergencyLane lane = project.get()
                .method()
                .emergency()
                .orElseThrow(() -> Fault.refused(
                                "process.no-emergency-lane",
                                project.get().method().name())
                        .exception());
        among(lane.by(), speaker, "process.may-not-declare");
        if (reason.isBlank() && words.emergency(release).isEmpty()) {
            throw Fault.usage("process.no-reason").exception();
        }
        control.useTransaction(handle -> {
            words.declare(
                    release, new Emergency(Set.of(speaker.name()), reason, now, productionDown), speaker.knownBy());
            log.note(now, "emergency-declared", release, speaker.name(), "by " + speaker.knownBy() + ": " + reason);
        });
    }

    private void among(Collection<String> allowed, Speaker speaker, String code) {
        List<Person> people = project.get().people().among(allowed);
        if (!people.contains(speaker.person())) {
            String others = people.stream().map(Person::name).collect(Collectors.joining(", "));
            throw new Fault(Fault.Kind.REFUSED, code, "", List.of(speaker.name(), others.isEmpty() ? "-" : others))
                    .exception();
        }
    }

    /** Plans when a release is to be performed; empty for as soon as may be. Throws {@code process.plan-in-the-past}. */
    public void plan(String release, Optional<Instant> at, String by) {
        records.releases().get(release);
        Instant now = clock.instant();
        at.filter(planned -> !planned.isAfter(now)).ifPresent(past -> {
            throw Fault.usage("process.plan-in-the-past", past).exception();
        });
        control.useTransaction(handle -> {
            at.ifPresentOrElse(planned -> plans.plan(release, planned, by, now), () -> plans.forget(release));
            log.note(now, "planned", release, by, at.map(Instant::toString).orElse("as soon as may be"));
        });
    }

    /** The gates of that name, in whatever stage. */
    private List<Gate> gates(String name) {
        List<Gate> all = project.get().method().stages().stream()
                .map(Stage::gates)
                .flatMap(List::stream)
                .toList();
        List<Gate> named = all.stream().filter(gate -> gate.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw Fault.usage(
                            "process.no-such-gate",
                            name,
                            all.stream().map(Gate::name).distinct().collect(Collectors.joining(", ")))
                    .exception();
        }
        return named;
    }
}
