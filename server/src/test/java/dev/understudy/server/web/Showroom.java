package dev.understudy.server.web;

import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.AuditView.EntryView;
import dev.understudy.model.view.CalendarView;
import dev.understudy.model.view.CalendarView.EventView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.Outside;
import dev.understudy.model.view.EnvironmentView.Talker;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.LoadView;
import dev.understudy.model.view.LossView;
import dev.understudy.model.view.MaskView;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.RecordView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import dev.understudy.model.view.TicketView;
import dev.understudy.server.access.MemoryAccess;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.BranchDesk;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.FakeDesk;
import dev.understudy.server.api.FakeRuns;
import dev.understudy.server.api.Insights;
import dev.understudy.server.api.LogFound;
import dev.understudy.server.api.LogReader;
import dev.understudy.server.api.PracticeDesk;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import dev.understudy.server.asking.AnswerLinks;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.terminal.Terminals;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A project with something to see, in memory: a release in production, one that waits for Ana's word, one that failed its
 * rehearsal and whose commit is a script, one that was rejected; and a refresh that goes on. Ana is the client, Bo the release
 * manager, Dev writes code; the key of each is {@code usk-NAME}.
 */
public final class Showroom implements Desk {

    /** What must be read, and never run. */
    public static final String SCRIPT =
            "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

    public static final String OPEN = "r12";
    public static final String FAILED = "r13";

    private static final Outside OUTSIDE = new Outside(
            List.of(new Talker("acme_parcel", List.of("requests"), List.of("parcel_api_key"))),
            List.of("sandbox.parcel.example:443"));

    private static final Instant MADE = Instant.parse("2026-03-02T09:30:00Z");

    private final FakeDesk desk;
    private final FakeRuns runs;
    private String foreign = SCRIPT;
    private @Nullable Instant planned;
    private final List<String> said = new ArrayList<>();
    private final List<PersonView> people = new ArrayList<>(List.of(
            new PersonView("ana", "ana@acme.example", List.of("client"), "es", MADE),
            new PersonView("bo", "bo@acme.example", List.of("release-manager"), "en", MADE),
            new PersonView("dev", "dev@acme.example", List.of("developer"), "fr", MADE),
            new PersonView("eva", "eva@acme.example", List.of("key-user"), "en", MADE)
                    .within(Map.of("staging", List.of("release-manager", "developer")))));

    public Showroom(Path log) {
        desk = new FakeDesk(log);
        runs = desk.runs();
        fill();
    }

    /** Without what is hostile, as for a picture. */
    public void tame() {
        foreign = "";
        fill();
    }

    private void fill() {
        runs.put(run(
                "run-1",
                "deploy",
                "production",
                "r11",
                "succeeded",
                List.of(
                        step("snapshot", "succeeded", "restore point run-1"),
                        step("update-modules", "succeeded", "acme_sales"))));
        runs.put(run(
                "run-2",
                "rehearse",
                "rehearsal",
                OPEN,
                "succeeded",
                List.of(
                        step("refresh", "succeeded", "4.1 GB by reflink"),
                        step("update-modules", "succeeded", "acme_sales"))));
        runs.put(failed(run(
                "run-3",
                "rehearse",
                "rehearsal",
                FAILED,
                "failed",
                List.of(
                        step("refresh", "succeeded", "4.1 GB by reflink"),
                        step("update-modules", "failed", "column \"urgency\" contains null values " + foreign)))));
        move("running", "12 of 31 " + foreign);
        runs.addEvidence("run-2", evidence(report("run-2", OPEN, null)));
        runs.addEvidence(
                "run-2", new Evidence("compare-prints", "prints", "text/plain; charset=utf-8", """
                == sale.report_saleorder sale.order,42

                -- as production prints it
                Order S00042
                Total 120.00

                -- as the release prints it
                Order S00042
                Urgency: high %s
                Total 120.00

                """.formatted(foreign)));
        runs.addEvidence(
                "run-3",
                new Evidence(
                        "test-modules", "test-log", "text/plain", "FAIL: TestUrgency.test_old_orders\n" + foreign));
        runs.addEvidence(
                "run-3",
                evidence(report(
                        "run-3",
                        FAILED,
                        new RehearsalReport.Failure(
                                "rehearsal.tests-failed",
                                "",
                                List.of("1", "TestUrgency.test_old_orders " + foreign)))));
    }

    /** What was said, a line each. */
    public List<String> said() {
        return said;
    }

    /** What was said of other things than gates, a line each. */
    public List<String> saidBesides() {
        return desk.practice().said();
    }

    /** Somebody leaves the project. */
    public void leave(String person) {
        people.removeIf(one -> one.name().equals(person));
    }

    /** The refresh moves on, or ends. */
    public void move(String status, String detail) {
        runs.put(run(
                "run-4",
                "refresh",
                "staging",
                null,
                status,
                List.of(
                        step("copy", "succeeded", "4.1 GB by reflink"),
                        step("neutralize", status.equals("running") ? "running" : "succeeded", detail),
                        step("start-odoo", status.equals("running") ? "pending" : "succeeded", ""))));
    }

    @Override
    public FakeRuns runs() {
        return runs;
    }

    @Override
    public StatusView status(Locale locale) {
        return new StatusView("acme", "0.1.0", environments(locale), releases(), runs.runs(10));
    }

    @Override
    public List<EnvironmentView> environments(Locale locale) {
        return desk.environments(locale).stream()
                .map(one -> runs(one, one.name().equals("production") ? "r11" : OPEN))
                .toList();
    }

    private static EnvironmentView runs(EnvironmentView one, String release) {
        return new EnvironmentView(
                one.name(),
                one.kind(),
                one.status(),
                one.url(),
                one.database(),
                release,
                one.neutralized(),
                one.fenced(),
                one.keepsApiKeys(),
                one.quiet(),
                one.pendingModules(),
                one.createdAt(),
                one.copiedAt(),
                one.copyMethod(),
                one.ports(),
                one.instances(),
                one.name().equals("staging") ? OUTSIDE : one.outside(),
                one.troubles(),
                one.follows());
    }

    @Override
    public EnvironmentView environment(String name, Locale locale) {
        return environments(locale).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseGet(() -> desk.environment(name, locale));
    }

    @Override
    public List<ReleaseView> releases() {
        return List.of(FAILED, OPEN, "r11", "r10").stream()
                .map(id -> listed(release(id, Locale.ENGLISH)))
                .toList();
    }

    /** Without its changes, as the real list has it. */
    private static ReleaseView listed(ReleaseView whole) {
        return new ReleaseView(
                whole.id(),
                whole.createdAt(),
                whole.by(),
                whole.odoo(),
                whole.repositories(),
                whole.changeClass(),
                null,
                whole.environments(),
                whole.rehearsal(),
                whole.shadowed(),
                whole.existed(),
                null,
                List.of(),
                List.of(),
                null);
    }

    @Override
    public ReleaseView release(String id, Locale locale) {
        boolean script = id.equals(FAILED);
        if (!Set.of(FAILED, OPEN, "r11", "r10").contains(id)) {
            throw Fault.usage("release.not-found", id).exception();
        }
        ReleaseChanges changes = ReleaseChanges.of(
                List.of(
                        new Commit(
                                "sales",
                                "a".repeat(40),
                                script ? "Dev Loper " + foreign : "Dev Loper",
                                MADE,
                                script ? "Make the urgency mandatory " + foreign : "Ask how urgent an order is"),
                        new Commit("logistics", "b".repeat(40), "Dev Loper", MADE, "Print the carrier on the slip")),
                List.of());
        ReleaseView view = ReleaseView.of(
                new Release(id, MADE, "dev", "debian:19.0", Map.of("sales", "a".repeat(40))),
                changes,
                id.equals("r11") ? List.of("production") : id.equals(OPEN) ? List.of("staging") : List.of(),
                script ? "failed" : "succeeded");
        return view.waiting(new Forecast(4_000, 9_000), List.of());
    }

    @Override
    public ReleaseChanges changes(String id) {
        return Objects.requireNonNull(release(id, Locale.ENGLISH).changes());
    }

    private DecisionView decision(String release) {
        ReleaseView _ = release(release, Locale.ENGLISH);
        return switch (release) {
            case "r11" -> decided(release, "ended", List.of(), null, "performed");
            case "r10" -> decided(release, "ended", List.of(), null, "rejected");
            case FAILED ->
                decided(
                        release,
                        "missing",
                        List.of(gate("rehearsal", "failed", "run-3 failed", List.of(), true)),
                        "understudy rehearse " + release,
                        null);
            default -> {
                boolean approved = said.stream().anyMatch(line -> line.startsWith("ana yes"));
                boolean rejected = said.stream().anyMatch(line -> line.startsWith("ana no"));
                yield decided(
                        release,
                        approved ? "go" : rejected ? "sent-back" : "missing",
                        List.of(
                                gate("rehearsal", "passed", "run-2", List.of(), false),
                                gate(
                                        "approval",
                                        approved ? "passed" : rejected ? "failed" : "undecided",
                                        approved
                                                ? "approved by ana"
                                                : rejected ? "rejected by ana" : "0 of 1 approvals of client",
                                        approved || rejected ? List.of() : List.of("ana"),
                                        !approved)),
                        approved
                                ? "understudy deploy " + release + " production"
                                : rejected
                                        ? "understudy release create"
                                        : "understudy approve " + release + " --gate approval",
                        rejected ? "rejected" : null);
            }
        };
    }

    private DecisionView decided(
            String release, String outcome, List<GateView> gates, @Nullable String command, @Nullable String end) {
        return new DecisionView(
                release,
                "d".repeat(64),
                "hdz-ii",
                release.equals(OPEN) ? List.of("development", "staging") : List.of("development"),
                "production",
                "production",
                outcome,
                gates,
                null,
                null,
                command,
                release.equals(OPEN) ? planned : null,
                null,
                end,
                null);
    }

    private static GateView gate(String name, String verdict, String why, List<String> missing, boolean stops) {
        return new GateView(name, "enforce", verdict, why, null, null, missing, true, stops);
    }

    @Override
    public ReleaseView createRelease(ReleaseOrder order) {
        return desk.createRelease(order);
    }

    @Override
    public List<String> planRelease(ReleaseOrder order) {
        return desk.planRelease(order);
    }

    @Override
    public RunView submit(Action action) {
        if (action.verb() == Verb.DEPLOY && action.release().equals(FAILED)) {
            throw Fault.refused("deploy.not-rehearsed", FAILED).exception();
        }
        said.add(action.by() + " " + action.verb().word() + " " + action.release());
        return runs.put(run("run-9", action.verb().word(), "rehearsal", action.release(), "queued", List.of()));
    }

    @Override
    public List<String> plan(Action action, Locale locale) {
        return desk.plan(action, locale);
    }

    @Override
    public MaskView mask(String environment) {
        return desk.mask(environment);
    }

    @Override
    public Optional<ProblemView> waits(Action action, Locale locale) {
        return desk.waits(action, locale);
    }

    @Override
    public LossView loss(Action rollback) {
        return desk.loss(rollback);
    }

    @Override
    public InboxView inbox(Locale locale) {
        boolean answered = said.stream().anyMatch(line -> line.startsWith("ana "));
        List<ItemView> items = new ArrayList<>();
        if (!answered) {
            items.add(new ItemView(
                    "approval", OPEN, "approval", "0 of 1 approvals of client", List.of("ana"), "d".repeat(64), null));
        }
        items.add(new ItemView("support", "r11", "", "", List.of("bo"), "", MADE.plusSeconds(3 * 86400)));
        items.add(new ItemView("report", "r11", "The slip has no carrier " + foreign, "ana", List.of("bo"), "", null));
        items.add(new ItemView("retrospective", "r11", "", "", List.of("bo"), "", MADE.plusSeconds(7 * 86400)));
        items.add(new ItemView("key-users", OPEN, "stock", "stock_picking", List.of("eva"), "", null));
        return new InboxView(items);
    }

    @Override
    public Terminals terminals() {
        return desk.terminals();
    }

    /** What is behind it. */
    public FakeDesk fake() {
        return desk;
    }

    @Override
    public BranchDesk branches() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PracticeDesk practice() {
        return (PracticeDesk) Proxy.newProxyInstance(
                PracticeDesk.class.getClassLoader(), new Class<?>[] {PracticeDesk.class}, this::practice);
    }

    private @Nullable Object practice(Object proxy, Method method, Object... arguments) throws Throwable {
        return switch (method.getName()) {
            case "decision" -> decision((String) arguments[0]);
            case "decisions" ->
                ((List<?>) arguments[0])
                        .stream().map(String.class::cast).collect(Collectors.toMap(id -> id, this::decision));
            case "calendar" -> calendar();
            case "load" -> load((ZoneId) arguments[0]);
            case "plan" -> {
                planned = ((Optional<?>) arguments[1]).map(Instant.class::cast).orElse(null);
                said.add(arguments[2] + " plans " + arguments[0] + " " + planned);
                yield null;
            }
            case "record" -> record();
            case "look" -> Optional.of(new RecordView.LookView(MADE, MADE.minusSeconds(86_400), 2));
            case "people" -> List.copyOf(people);
            case "speaker" -> owner((PracticeDesk.Voice) arguments[0]);
            case "promote" -> {
                said.add(arguments[1] + " promote " + arguments[0]);
                yield runs.put(run("run-9", "deploy", "production", (String) arguments[0], "queued", List.of()));
            }
            case "say" -> {
                PracticeDesk.Voice voice = (PracticeDesk.Voice) arguments[0];
                PracticeDesk.Saying saying = (PracticeDesk.Saying) arguments[1];
                if (!saying.digest().equals("d".repeat(64))) {
                    throw Fault.refused("process.other-content", saying.release())
                            .exception();
                }
                said.add(voice.name() + (saying.yes() ? " yes " : " no ") + saying.gate() + " " + saying.word());
                yield null;
            }
            default -> {
                try {
                    yield method.invoke(desk.practice(), arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            }
        };
    }

    private RecordView record() {
        return new RecordView(
                new RecordView.LookView(MADE, MADE.minusSeconds(86_400), 2),
                List.of(
                        new RecordView.SystemView("carrier", List.of("acme_parcel")),
                        new RecordView.SystemView("bank", List.of())),
                List.of(
                        new RecordView.ToldOfView(
                                OPEN, new ToldView("ana, eva", "key-users", MADE, MADE, "understudy", 2, 2, 0, null)),
                        new RecordView.ToldOfView(
                                OPEN,
                                new ToldView(
                                        "bo", "held-up", MADE.plusSeconds(3600), MADE, "understudy", 1, 1, 0, null)),
                        new RecordView.ToldOfView(
                                "r11",
                                new ToldView(
                                        "warehouse " + foreign,
                                        "planned",
                                        MADE,
                                        MADE,
                                        "bo",
                                        12,
                                        11,
                                        1,
                                        "550 no such user"))),
                List.of(new TicketView(17L, OPEN, "The slip has no carrier " + foreign, MADE, "ana", 2, 0, null)),
                List.of(new LessonView("r11", "bo", MADE, "Tell the warehouse the day before.", List.of("acme_stock"))),
                List.of(
                        new EntryView(41, MADE, "approved", OPEN, "ana", "approval by key"),
                        new EntryView(40, MADE, "planned", OPEN, "bo", foreign)));
    }

    /** Tuesdays and Thursdays in the evening, but not while the stock is counted. */
    private CalendarView calendar() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        List<EventView> events = new ArrayList<>();
        for (int day = 0; day < 35; day++) {
            Instant evening = today.plus(day, ChronoUnit.DAYS).plus(19, ChronoUnit.HOURS);
            if (day % 7 == 1 || day % 7 == 3) {
                events.add(new EventView("window", evening, evening.plus(3, ChronoUnit.HOURS), ""));
            }
        }
        Instant counted = today.plus(9, ChronoUnit.DAYS);
        events.add(new EventView("closure", counted, counted.plus(48, ChronoUnit.HOURS), "Stock count " + foreign));
        if (planned != null) {
            events.add(new EventView("release", planned, planned.plusSeconds(5), OPEN));
        }
        return new CalendarView("UTC", events, "");
    }

    private static LoadView load(ZoneId zone) {
        List<Long> hours = new ArrayList<>();
        for (int hour = 0; hour < 168; hour++) {
            boolean works = hour < 120 && hour % 24 > 7 && hour % 24 < 19;
            hours.add(works ? 400L - 40L * Math.abs(hour % 24 - 12) : 2L);
        }
        return new LoadView(zone.getId(), hours, hours, 12, 0, List.of(new LoadView.QuietView("sun", 3, 2, 4)));
    }

    private String owner(PracticeDesk.Voice voice) {
        String person = voice.name();
        String key = voice.key();
        if (!key.equals("usk-" + person)
                || people.stream().noneMatch(one -> one.name().equals(person))) {
            throw Fault.refused("process.key-unknown").exception();
        }
        return person;
    }

    @Override
    public ProjectAccess access() {
        return desk.access();
    }

    @Override
    public Insights insights() {
        return desk.insights();
    }

    @Override
    public AnswerLinks answers() {
        return desk.answers();
    }

    @Override
    public Hooks hooks() {
        return desk.hooks();
    }

    /** Who gets in, and the time. */
    public MemoryAccess entrance() {
        return desk.entrance();
    }

    @Override
    public LogReader logs(String environment, int lines) {
        return desk.logs(environment, lines);
    }

    @Override
    public LogFound findInLog(String environment, String words) {
        return desk.findInLog(environment, words);
    }

    @Override
    public void close() {
        desk.close();
    }

    private static RunView run(
            String id,
            String recipe,
            String environment,
            @Nullable String release,
            String status,
            List<StepView> steps) {
        boolean ended = Set.of("succeeded", "failed").contains(status);
        Instant began = ended ? MADE : Instant.now().minusSeconds(70);
        return new RunView(
                id,
                recipe,
                environment,
                release,
                status,
                status.equals("queued") ? null : began,
                ended ? MADE.plusSeconds(132) : null,
                steps,
                MADE,
                "dev",
                null,
                null,
                null);
    }

    private RunView failed(RunView run) {
        return new RunView(
                run.id(),
                run.recipe(),
                run.environment(),
                run.release(),
                run.status(),
                run.startedAt(),
                run.finishedAt(),
                run.steps(),
                run.createdAt(),
                run.by(),
                null,
                new RunView.ErrorView(
                        "odoo.update-failed",
                        "acme_sales",
                        "The update of acme_sales failed. " + foreign,
                        "Give the column a default, then make a new release."),
                null);
    }

    private static StepView step(String name, String status, String detail) {
        return switch (status) {
            case "pending" -> new StepView(name, status, null, null, detail);
            case "running" -> new StepView(name, status, Instant.now().minusSeconds(20), null, detail);
            default -> new StepView(name, status, MADE, MADE.plusSeconds(4), detail);
        };
    }

    private static Evidence evidence(RehearsalReport report) {
        return new Evidence(
                "report",
                RehearsalReport.NAME,
                "application/json",
                JsonMapper.builder().build().writeValueAsString(report));
    }

    private RehearsalReport report(String run, String release, RehearsalReport.@Nullable Failure failure) {
        return new RehearsalReport(
                new RehearsalReport.Subject(run, release, "r11", MADE),
                failure == null,
                failure,
                new RehearsalReport.Unavailability(
                        4_000, 9_000, List.of(new RehearsalReport.Time("update-modules", 3_200))),
                new RehearsalReport.Update(
                        List.of("acme_sales"), List.of(), List.of(), ChangeClass.B, ChangeClass.C, ""),
                new RehearsalReport.DatabaseChanges(
                        List.of("ALTER TABLE sale_order ADD COLUMN urgency varchar"),
                        List.of("sale_order"),
                        List.of(
                                new RehearsalReport.Lock("sale_order", "AccessExclusiveLock", 900),
                                new RehearsalReport.Lock("res_partner", "ShareRowExclusiveLock", 120)),
                        List.of("+ column sale_order.urgency: varchar"),
                        List.of(new RehearsalReport.RowChange("ir_model_fields", 11_020, 11_021, true)),
                        List.of()),
                new RehearsalReport.Findings(
                        failure == null
                                ? List.of()
                                : List.of(new RehearsalReport.LogError(
                                        "f1", "odoo.sql_db", 2, "null value in column urgency " + foreign)),
                        RehearsalReport.Tests.NONE,
                        List.of(new RehearsalReport.Print(
                                "sale.report_saleorder sale.order,42", RehearsalReport.Print.Change.DIFFERS, "")),
                        List.of(new RehearsalReport.Warning(
                                RehearsalReport.Warning.Kind.REWRITE, "sale_order", 240_000, 100_000))));
    }
}
