package dev.understudy.model.method;

import static dev.understudy.model.method.Facts.NOW;
import static dev.understudy.model.method.Facts.OTHER;
import static dev.understudy.model.method.Facts.THIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.calendar.Closure;
import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.calendar.Span;
import dev.understudy.model.calendar.Window;
import dev.understudy.model.method.ApprovalRule.Never;
import dev.understudy.model.method.Decision.Outcome;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Gate.Mode;
import dev.understudy.model.method.ReleaseFacts.End;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.ChangeClass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What may happen next, and why not: a table of what is known and what is said of it. */
class NextStepTest {

    private static final People PEOPLE = new People(List.of(
            person("ana", "client"),
            person("bo", "developer", "client"),
            person("cy", "release-manager"),
            person("di", "finance")));

    private static final Gate REHEARSAL = proven(Proof.REHEARSAL, Duration.ofHours(24));
    private static final Gate BACKUP = proven(Proof.BACKUP, Duration.ofHours(12));
    private static final Gate WINDOW = new Gate("window", Mode.ENFORCE, new Demand.InWindow());
    private static final Gate APPROVAL = approval("approval", ApprovalRule.of(Set.of("client")));
    private static final Gate SOAK = new Gate("soak", Mode.ENFORCE, new Demand.Soaked(Duration.ofDays(2)));
    private static final Gate CLEAN_LOGS = new Gate(
            "clean-logs",
            Mode.ENFORCE,
            new Demand.Proven(Proof.CLEAN_LOGS, Optional.empty(), Duration.ofDays(7), Set.of("release-manager")));

    /** Tuesdays, 20:00 to 23:00; the tests' now is a Tuesday at noon. */
    private static final ReleaseCalendar TUESDAYS = new ReleaseCalendar(
            List.of(new Window(Set.of(DayOfWeek.TUESDAY), LocalTime.of(20, 0), LocalTime.of(23, 0), ZoneOffset.UTC)),
            List.of());

    private static final ReleaseCalendar INVENTORY = new ReleaseCalendar(
            TUESDAYS.windows(),
            List.of(new Closure(
                    new Span(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-12-05T00:00:00Z")),
                    "Inventory")));

    record Case(
            String name,
            ReleaseCalendar calendar,
            Facts facts,
            List<Gate> gates,
            Outcome outcome,
            String state,
            String command) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Person person(String name, String... roles) {
        return new Person(name, name + "@acme.example", Set.of(roles), Locale.ENGLISH);
    }

    private static Gate proven(Proof proof, Duration valid) {
        return new Gate(
                proof.word(), Mode.ENFORCE, new Demand.Proven(proof, Optional.of(valid), Duration.ZERO, Set.of()));
    }

    private static Gate approval(String name, ApprovalRule rule) {
        return new Gate(name, Mode.ENFORCE, new Demand.Approved(rule));
    }

    private static Case of(String name, Facts facts, Gate gate, Outcome outcome, String state, String command) {
        return new Case(name, ReleaseCalendar.ALWAYS, facts, List.of(gate), outcome, state, command);
    }

    private static Case at(String name, ReleaseCalendar calendar, Facts facts, Outcome outcome, String state) {
        return new Case(
                name,
                calendar,
                facts,
                List.of(WINDOW),
                outcome,
                state,
                outcome == Outcome.GO ? "understudy deploy r7 production" : "");
    }

    private static Facts staged() {
        return new Facts().in("staging", "PT30H");
    }

    private static ApprovalRule rule(int needed, Set<Never> never, String... by) {
        return new ApprovalRule(Set.of(by), needed, never, ChangeClass.A, List.of());
    }

    private static final String DEPLOY = "understudy deploy r7 production";
    private static final String APPROVE = "understudy approve r7 --gate approval";
    private static final String REHEARSE = "understudy rehearse r7";
    private static final String AGAIN = "understudy release create";
    private static final ApprovalRule FINANCE =
            new ApprovalRule(Set.of("finance"), 1, Set.of(), ChangeClass.A, List.of("account*"));
    private static final ApprovalRule CLASS_C =
            new ApprovalRule(Set.of("client"), 1, Set.of(), ChangeClass.C, List.of());

    static final List<Case> CASES = Stream.of(
                    // Evidence: what is not known is not good.
                    of("no rehearsal", staged(), REHEARSAL, Outcome.MISSING, "Undecided gate.no-evidence", REHEARSE),
                    of(
                            "a rehearsal",
                            staged().good(Proof.REHEARSAL, "PT1H"),
                            REHEARSAL,
                            Outcome.GO,
                            "Passed gate.good",
                            DEPLOY),
                    of(
                            "a rehearsal of yesterday",
                            staged().good(Proof.REHEARSAL, "PT24H"),
                            REHEARSAL,
                            Outcome.MISSING,
                            "Stale gate.too-old",
                            REHEARSE),
                    of(
                            "a rehearsal of another content",
                            staged().evidence(Proof.REHEARSAL, OTHER, true, "PT1H"),
                            REHEARSAL,
                            Outcome.MISSING,
                            "Stale gate.other-content",
                            REHEARSE),
                    of(
                            "a rehearsal that failed",
                            staged().evidence(Proof.REHEARSAL, THIS, false, "PT1H"),
                            REHEARSAL,
                            Outcome.SENT_BACK,
                            "Failed gate.bad",
                            AGAIN),
                    of(
                            "it failed, then went well",
                            staged().evidence(Proof.REHEARSAL, THIS, false, "PT2H")
                                    .good(Proof.REHEARSAL, "PT1H"),
                            REHEARSAL,
                            Outcome.GO,
                            "Passed gate.good",
                            DEPLOY),
                    of(
                            "a backup is not of a content",
                            staged().evidence(Proof.BACKUP, OTHER, true, "PT1H"),
                            BACKUP,
                            Outcome.GO,
                            "Passed gate.good",
                            DEPLOY),
                    of(
                            "no backup",
                            staged(),
                            BACKUP,
                            Outcome.MISSING,
                            "Undecided gate.no-evidence",
                            "understudy backup production"),
                    of(
                            "clean for a day",
                            staged().good(Proof.CLEAN_LOGS, "P1D"),
                            CLEAN_LOGS,
                            Outcome.WAITS,
                            "Undecided gate.lasting",
                            ""),
                    of(
                            "clean for a week",
                            staged().good(Proof.CLEAN_LOGS, "P7D"),
                            CLEAN_LOGS,
                            Outcome.GO,
                            "Passed gate.good",
                            DEPLOY),
                    of(
                            "somebody looked at the logs",
                            staged().yes("clean-logs", "cy"),
                            CLEAN_LOGS,
                            Outcome.GO,
                            "Passed gate.vouched",
                            DEPLOY),
                    of(
                            "whose word does not count there",
                            staged().yes("clean-logs", "ana"),
                            CLEAN_LOGS,
                            Outcome.MISSING,
                            "Undecided gate.no-evidence",
                            "understudy approve r7 --gate clean-logs"),
                    of(
                            "a word does not outweigh what was measured",
                            staged().evidence(Proof.CLEAN_LOGS, THIS, false, "PT1H")
                                    .yes("clean-logs", "cy"),
                            CLEAN_LOGS,
                            Outcome.SENT_BACK,
                            "Failed gate.bad",
                            AGAIN),
                    of("too short in staging", staged(), SOAK, Outcome.WAITS, "Undecided gate.lasting", ""),
                    of(
                            "long enough in staging",
                            new Facts().in("staging", "P2D"),
                            SOAK,
                            Outcome.GO,
                            "Passed gate.soaked",
                            DEPLOY),
                    // Approvals: of a content, by role and number, never of the author alone.
                    of(
                            "nobody said anything",
                            staged(),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "the client said yes",
                            staged().yes("approval", "ana"),
                            APPROVAL,
                            Outcome.GO,
                            "Passed gate.approved",
                            DEPLOY),
                    of(
                            "the author alone said yes",
                            staged().yes("approval", "bo"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "the author and another",
                            staged().yes("approval", "bo").yes("approval", "ana"),
                            approval("approval", rule(2, Set.of(Never.AUTHOR_ALONE), "client")),
                            Outcome.GO,
                            "Passed gate.approved",
                            DEPLOY),
                    of(
                            "the author, who never counts",
                            staged().yes("approval", "bo").yes("approval", "ana"),
                            approval("approval", rule(2, Set.of(Never.AUTHOR), "client")),
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "who made it, who never counts",
                            staged().yes("approval", "bo"),
                            approval("approval", rule(1, Set.of(Never.RELEASER), "client")),
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "the author, where that is allowed",
                            staged().yes("approval", "bo"),
                            approval("approval", rule(1, Set.of(), "client")),
                            Outcome.GO,
                            "Passed gate.approved",
                            DEPLOY),
                    of(
                            "one person twice is one person",
                            staged().yes("approval", "ana").yes("approval", "ana"),
                            approval("approval", rule(2, Set.of(), "client")),
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "who has not the role",
                            staged().yes("approval", "cy"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "who is no longer there",
                            staged().yes("approval", "zoe"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "a yes to another content",
                            staged().said("approval", "ana", true, OTHER, NOW),
                            APPROVAL,
                            Outcome.MISSING,
                            "Stale gate.approval-stale",
                            APPROVE),
                    of(
                            "a yes taken back",
                            staged().yes("approval", "ana").withdrawn(),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "a yes from tonight",
                            staged().said("approval", "ana", true, THIS, NOW.plusSeconds(3600)),
                            APPROVAL,
                            Outcome.WAITS,
                            "Undecided gate.approved-from",
                            ""),
                    of(
                            "the client said no",
                            staged().no("approval", "ana"),
                            APPROVAL,
                            Outcome.SENT_BACK,
                            "Failed gate.rejected",
                            AGAIN),
                    of(
                            "no, then yes",
                            staged().no("approval", "ana").yes("approval", "ana"),
                            APPROVAL,
                            Outcome.GO,
                            "Passed gate.approved",
                            DEPLOY),
                    of(
                            "a no to another content",
                            staged().said("approval", "ana", false, OTHER, NOW),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "a small change is not asked about",
                            staged().changes(ChangeClass.B, "x"),
                            approval("approval", CLASS_C),
                            Outcome.GO,
                            "Passed gate.not-asked",
                            DEPLOY),
                    of(
                            "a large one is",
                            staged().changes(ChangeClass.C, "x"),
                            approval("approval", CLASS_C),
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "accounting asks finance",
                            staged().changes(ChangeClass.A, "account_acme"),
                            approval("approval", FINANCE),
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "stock does not",
                            staged().changes(ChangeClass.D, "stock_acme"),
                            approval("approval", FINANCE),
                            Outcome.GO,
                            "Passed gate.not-asked",
                            DEPLOY),
                    // Advise: it shows, and does not stop.
                    of(
                            "an approval that is only advised",
                            staged(),
                            APPROVAL.in(Mode.ADVISE),
                            Outcome.GO,
                            "Undecided gate.approvals",
                            DEPLOY),
                    of(
                            "a failure that is only advised",
                            staged().evidence(Proof.REHEARSAL, THIS, false, "PT1H"),
                            REHEARSAL.in(Mode.ADVISE),
                            Outcome.GO,
                            "Failed gate.bad",
                            DEPLOY),
                    // Overriding: two people, a reason and an end.
                    of(
                            "put aside by two",
                            staged().override("approval", "client on holiday", "PT1H", "ana", "cy"),
                            APPROVAL,
                            Outcome.GO,
                            "Waived gate.overridden",
                            DEPLOY),
                    of(
                            "put aside by one",
                            staged().override("approval", "client on holiday", "PT1H", "cy"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "put aside by one and a stranger",
                            staged().override("approval", "x", "PT1H", "cy", "zoe"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "put aside without a reason",
                            staged().override("approval", " ", "PT1H", "ana", "cy"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "put aside until now",
                            staged().override("approval", "x", "PT0S", "ana", "cy"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "another gate put aside",
                            staged().override("window", "x", "PT1H", "ana", "cy"),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    // Standard changes: a yes given once, lost at the first incident.
                    of(
                            "a standard change",
                            staged().changes(ChangeClass.A, "x").past(5, false),
                            APPROVAL,
                            Outcome.GO,
                            "Passed gate.standard",
                            DEPLOY),
                    of(
                            "the first of its kind",
                            staged().changes(ChangeClass.A, "x").past(4, false),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "after an incident",
                            staged().changes(ChangeClass.A, "x").past(4, false).past(1, true),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "an incident long ago",
                            staged().changes(ChangeClass.A, "x").past(5, false).past(1, true),
                            APPROVAL,
                            Outcome.GO,
                            "Passed gate.standard",
                            DEPLOY),
                    of(
                            "too large for a standard change",
                            staged().changes(ChangeClass.B, "x").past(5, false),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "too many modules for one",
                            staged().changes(ChangeClass.A, "a", "b", "c", "d").past(5, false),
                            APPROVAL,
                            Outcome.MISSING,
                            "Undecided gate.approvals",
                            APPROVE),
                    of(
                            "a standard change is rehearsed",
                            staged().changes(ChangeClass.A, "x").past(5, false),
                            REHEARSAL,
                            Outcome.MISSING,
                            "Undecided gate.no-evidence",
                            REHEARSE),
                    // Windows: of the planned start.
                    at("no window is open", TUESDAYS, staged(), Outcome.WAITS, "Undecided gate.no-window"),
                    at(
                            "planned for the next window",
                            TUESDAYS,
                            staged().planned("2026-12-01T20:30:00Z"),
                            Outcome.WAITS,
                            "Undecided gate.planned"),
                    at(
                            "planned after a closure",
                            INVENTORY,
                            staged().planned("2026-12-08T20:30:00Z"),
                            Outcome.WAITS,
                            "Undecided gate.planned"),
                    at(
                            "a plan whose time has come and gone",
                            TUESDAYS,
                            staged().planned("2026-11-30T20:00:00Z"),
                            Outcome.WAITS,
                            "Undecided gate.no-window"),
                    at("closed", INVENTORY, staged(), Outcome.WAITS, "Undecided gate.closure"),
                    at(
                            "any time",
                            ReleaseCalendar.ALWAYS,
                            staged().predicted(Optional.empty()),
                            Outcome.GO,
                            "Passed gate.always-open"),
                    at(
                            "planned where any time will do",
                            ReleaseCalendar.ALWAYS,
                            staged().planned("2026-12-01T13:00:00Z"),
                            Outcome.WAITS,
                            "Undecided gate.planned"),
                    new Case(
                            "planned in a closure",
                            INVENTORY,
                            staged().planned("2026-12-02T20:00:00Z"),
                            List.of(WINDOW),
                            Outcome.MISSING,
                            "Undecided gate.closure",
                            "understudy release plan r7 --at TIME"),
                    new Case(
                            "nobody knows how long it takes",
                            TUESDAYS,
                            staged().predicted(Optional.empty()),
                            List.of(WINDOW),
                            Outcome.MISSING,
                            "Undecided gate.no-prediction",
                            REHEARSE),
                    new Case(
                            "longer than any window",
                            TUESDAYS,
                            staged().predicted(Optional.of(Duration.ofHours(4))),
                            List.of(WINDOW),
                            Outcome.MISSING,
                            "Undecided gate.no-window",
                            "understudy release plan r7 --at TIME"))
            .toList();

    private static Method method(List<Gate> gates) {
        return method(List.of(), gates);
    }

    private static Method method(List<Gate> beforeStaging, List<Gate> gates) {
        return new Method(
                "ours",
                List.of(
                        new Stage(
                                "development",
                                Optional.empty(),
                                Stage.Act.KEEP,
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                false),
                        new Stage(
                                "staging",
                                Optional.of("staging"),
                                Stage.Act.KEEP,
                                Optional.of("development"),
                                beforeStaging,
                                Optional.of("development"),
                                false),
                        new Stage(
                                "production",
                                Optional.of("production"),
                                Stage.Act.DEPLOY,
                                Optional.of("staging"),
                                gates,
                                Optional.of("development"),
                                false)),
                Set.of("client", "release-manager"),
                Optional.of(new Method.Standard(ChangeClass.A, 3, 5)),
                Optional.of(new Method.EmergencyLane(
                        Set.of("release-manager", "client"), Duration.ofMinutes(30), Duration.ofDays(5))),
                Promotion.NONE);
    }

    private static Decision decide(ReleaseCalendar calendar, Facts facts, List<Gate> gates) {
        return new NextStep(method(gates), calendar, PEOPLE).decide(facts.told(), NOW);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void isDecided(Case given) {
        Decision decision = decide(given.calendar(), given.facts(), given.gates());

        Verdict verdict = decision.gates().getFirst().verdict();
        assertThat(verdict.getClass().getSimpleName() + " " + verdict.why().key())
                .isEqualTo(given.state());
        assertThat(decision.outcome()).isEqualTo(given.outcome());
        assertThat(decision.command().orElse("")).isEqualTo(given.command());
        assertThat(decision.until().isPresent()).isEqualTo(given.outcome() == Outcome.WAITS);
        assertThat(decision.back().isPresent()).isEqualTo(given.outcome() == Outcome.SENT_BACK);
    }

    @Test
    void aReleaseGoesThroughOneStageAfterTheOther() {
        Decision fresh = decide(ReleaseCalendar.ALWAYS, new Facts(), List.of(APPROVAL));

        assertThat(fresh.entered()).containsExactly("development");
        assertThat(fresh.stage().map(Stage::name)).contains("staging");
        assertThat(fresh.command()).contains("understudy deploy r7 staging");
    }

    @Test
    void whoeverIsAwaitedIsNamed() {
        Decision decision = decide(ReleaseCalendar.ALWAYS, staged(), List.of(APPROVAL));

        assertThat(decision.holding().getFirst().missing()).containsExactly("ana");
    }

    @Test
    void nobodyIsAskedForWhatCannotGo() {
        Decision decision = decide(ReleaseCalendar.ALWAYS, staged(), List.of(APPROVAL, REHEARSAL));

        assertThat(decision.gates()).extracting(state -> state.gate().name()).containsExactly("rehearsal", "approval");
        assertThat(decision.gates()).extracting(GateState::asked).containsExactly(true, false);
        assertThat(decision.command()).contains(REHEARSE);
    }

    @Test
    void peopleAreAskedWhileTheWindowIsAwaited() {
        Decision decision = decide(TUESDAYS, staged(), List.of(WINDOW, APPROVAL));

        assertThat(decision.gates()).extracting(GateState::asked).containsExactly(true, true);
        assertThat(decision.outcome()).isEqualTo(Outcome.MISSING);
        assertThat(decision.command()).contains(APPROVE);
    }

    @Test
    void itGoesOnByItselfWhenTheLastOfAllHasBeenWaitedFor() {
        Decision decision = decide(TUESDAYS, staged(), List.of(WINDOW, SOAK));

        assertThat(decision.until()).contains(Instant.parse("2026-12-02T06:00:00Z"));
    }

    @Test
    void aDayLaterTheSameReleaseMayGo() {
        ReleaseFacts facts =
                staged().good(Proof.REHEARSAL, "PT1H").yes("approval", "ana").told();
        NextStep next = new NextStep(method(List.of(REHEARSAL, WINDOW, APPROVAL)), TUESDAYS, PEOPLE);

        assertThat(next.decide(facts, NOW).outcome()).isEqualTo(Outcome.WAITS);
        assertThat(next.decide(facts, Instant.parse("2026-12-01T20:00:00Z")).outcome())
                .isEqualTo(Outcome.GO);
        assertThat(next.decide(facts, Instant.parse("2026-12-08T20:00:00Z")).outcome())
                .as("the rehearsal is too old then")
                .isEqualTo(Outcome.MISSING);
    }

    @Test
    void anEmergencyIsALaneWithItsOwnRule() {
        List<Gate> gates = List.of(REHEARSAL, WINDOW, APPROVAL);
        Facts rehearsed = new Facts().good(Proof.REHEARSAL, "PT1H");

        Decision two = decide(INVENTORY, rehearsed.emergency(false, "PT1M", "ana", "cy"), gates);

        assertThat(two.outcome()).isEqualTo(Outcome.GO);
        assertThat(two.stage().map(Stage::name)).contains("production");
        assertThat(two.review()).contains(Facts.ago("PT1M").plus(Duration.ofDays(5)));
        assertThat(two.gates())
                .extracting(state -> state.verdict().why().key())
                .containsExactly("gate.emergency", "gate.good", "gate.emergency-waives", "gate.emergency-waives");
    }

    @Test
    void anEmergencyNeedsTwoAndARehearsal() {
        List<Gate> gates = List.of(REHEARSAL, APPROVAL);

        assertThat(decide(
                                ReleaseCalendar.ALWAYS,
                                new Facts().good(Proof.REHEARSAL, "PT1H").emergency(false, "P1D", "cy"),
                                gates)
                        .outcome())
                .isEqualTo(Outcome.MISSING);
        assertThat(decide(ReleaseCalendar.ALWAYS, new Facts().emergency(false, "PT1M", "ana", "cy"), gates)
                        .command())
                .contains(REHEARSE);
        assertThat(decide(ReleaseCalendar.ALWAYS, new Facts().emergency(true, "PT1M", "ana", "cy"), gates)
                        .outcome())
                .as("production is down: there is nothing to copy")
                .isEqualTo(Outcome.GO);
    }

    @Test
    void aTeamOfOneWaitsInstead() {
        People one = new People(List.of(person("cy", "release-manager")));
        NextStep next = new NextStep(method(List.of(APPROVAL)), ReleaseCalendar.ALWAYS, one);

        Decision early = next.decide(new Facts().emergency(false, "PT10M", "cy").told(), NOW);
        Decision late = next.decide(new Facts().emergency(false, "PT30M", "cy").told(), NOW);

        assertThat(early.outcome()).isEqualTo(Outcome.WAITS);
        assertThat(early.until()).contains(NOW.plus(Duration.ofMinutes(20)));
        assertThat(late.outcome()).isEqualTo(Outcome.GO);
    }

    @Test
    void ofTheEndsOnlyOneIsAFailure() {
        for (End end : End.values()) {
            Decision decision = decide(ReleaseCalendar.ALWAYS, staged().ended(end), List.of(APPROVAL));
            assertThat(decision.outcome()).isEqualTo(Outcome.ENDED);
            assertThat(end.failure()).isEqualTo(end == End.FAILED);
        }
    }

    @Test
    void theBadStateOfProductionDoesNotHoldUpItsFix() {
        Decision decision =
                decide(ReleaseCalendar.ALWAYS, staged().past(1, true).yes("approval", "ana"), List.of(APPROVAL));

        assertThat(decision.outcome()).isEqualTo(Outcome.GO);
    }

    @Test
    void aGateOfTwoStagesIsPutAsideForBoth() {
        NextStep next = new NextStep(method(List.of(WINDOW), List.of(WINDOW)), INVENTORY, PEOPLE);

        assertThat(next.decide(new Facts().told(), NOW).outcome()).isEqualTo(Outcome.WAITS);
        for (Facts where : List.of(new Facts(), staged())) {
            Decision decision = next.decide(
                    where.override("window", "payroll", "P1D", "ana", "cy").told(), NOW);
            assertThat(decision.outcome()).isEqualTo(Outcome.GO);
        }
    }

    @Test
    void fiftyGatesAreDecidedTheSameEveryTime() {
        List<Gate> fifty = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .map(i -> i % 10 == 0
                        ? new Gate("window-" + i, Mode.ENFORCE, new Demand.InWindow())
                        : approval("approval-" + i, ApprovalRule.of(Set.of("client"))))
                .toList();

        Decision first = decide(INVENTORY, staged(), fifty);

        assertThat(first.gates()).hasSize(50);
        assertThat(decide(INVENTORY, staged(), fifty)).isEqualTo(first);
    }
}
