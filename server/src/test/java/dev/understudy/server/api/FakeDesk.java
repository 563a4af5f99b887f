package dev.understudy.server.api;

import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.model.evidence.MaskReport.Masked;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.DatabaseView;
import dev.understudy.model.view.EnvironmentView.PortsView;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.LossView;
import dev.understudy.model.view.MaskView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import dev.understudy.server.access.MemoryAccess;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.asking.AnswerLinks;
import dev.understudy.server.asking.MemoryAskBook;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.hooks.MemoryHookBook;
import dev.understudy.server.terminal.MemoryTerminalBook;
import dev.understudy.server.terminal.ShellGround;
import dev.understudy.server.terminal.Terminals;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A project with production, staging and one release, in memory. */
public class FakeDesk implements Desk {

    private static final Instant MADE = Instant.parse("2026-03-01T19:00:00Z");

    private final FakeRuns runs = new FakeRuns();
    private final FakeInsights insights = new FakeInsights();
    private final FakeBranches branches = new FakeBranches();
    private final FakePractice practice = new FakePractice(this::submit);
    private final MemoryAccess access = new MemoryAccess();
    private final Hooks hooks = new Hooks(
            () -> new Hooks.About("acme", Map.of("https://git.example/acme/sales.git", "sales")),
            new MemoryHookBook(),
            access.box(),
            (at, verb, subject, who, detail) -> {},
            access);
    private final AnswerLinks answers =
            new AnswerLinks(new MemoryAskBook(), access.box(), (at, verb, subject, who, detail) -> {}, access);
    private final ShellGround ground = new ShellGround();
    private final MemoryTerminalBook terminalBook = new MemoryTerminalBook();
    private final List<String> noted = new CopyOnWriteArrayList<>();
    private final Terminals terminals = new Terminals(
            ground,
            terminalBook,
            (at, verb, subject, who, detail) -> noted.add(verb + " " + subject + " " + who + " " + detail),
            (id, digest) ->
                    noted.stream().anyMatch(one -> one.startsWith(Terminals.ENDED + " " + id) && one.endsWith(digest)),
            InstantSource.system());
    private final Path log;
    private final List<Action> actions = new ArrayList<>();
    private final List<ReleaseOrder> orders = new ArrayList<>();
    private @Nullable RuntimeException failure;

    public FakeDesk(Path log) {
        this.log = log;
    }

    /** Lets the next questions fail. */
    public void fail(RuntimeException exception) {
        this.failure = exception;
    }

    public List<Action> actions() {
        return actions;
    }

    public List<ReleaseOrder> orders() {
        return orders;
    }

    @Override
    public Terminals terminals() {
        return terminals;
    }

    /** What terminals stand on. */
    public ShellGround ground() {
        return ground;
    }

    /** What terminals are kept in. */
    public MemoryTerminalBook terminalBook() {
        return terminalBook;
    }

    /** What terminals left in the audit log: verb, terminal, who, and what else is to be known. */
    public List<String> noted() {
        return noted;
    }

    @Override
    public FakeRuns runs() {
        return runs;
    }

    @Override
    public StatusView status(Locale locale) {
        if (failure != null) {
            throw failure;
        }
        return new StatusView("acme", "0.1.0", environments(locale), releases(), runs.runs(10));
    }

    @Override
    public List<EnvironmentView> environments(Locale locale) {
        Fault trouble = Fault.failed("edge.no-certificate", "staging.acme.example", "HTTP 400");
        return List.of(
                view("production", "live", false, 25090, List.of()),
                view("staging", "copy", true, 25092, List.of(ProblemView.of(trouble, FaultTexts.of(locale)))));
    }

    @Override
    public EnvironmentView environment(String name, Locale locale) {
        return environments(locale).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.usage("environment.not-found", name).exception());
    }

    @Override
    public List<ReleaseView> releases() {
        return List.of(new ReleaseView(
                "r1",
                MADE,
                "test",
                "debian:19.0",
                Map.of("sales", "a".repeat(40)),
                "B",
                null,
                List.of("production"),
                "succeeded",
                List.of(),
                false,
                null,
                List.of(),
                List.of(),
                null));
    }

    @Override
    public ReleaseView release(String id, Locale locale) {
        return releases().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Fault.usage("release.not-found", id).exception());
    }

    @Override
    public ReleaseChanges changes(String id) {
        return ReleaseChanges.of(List.of(), List.of());
    }

    @Override
    public ReleaseView createRelease(ReleaseOrder order) {
        orders.add(order);
        return release("r1", Locale.ENGLISH);
    }

    @Override
    public List<String> planRelease(ReleaseOrder order) {
        return List.of("git fetch", "git rev-parse " + order.branch());
    }

    @Override
    public RunView submit(Action action) {
        check(action);
        if (action.verb() == Verb.ROLLBACK
                && !action.argument("discard").equals(Optional.of("true"))
                && loss(action).discard()) {
            throw Fault.refused("rollback.would-lose", action.environment(), 2, MADE)
                    .exception();
        }
        actions.add(action);
        return runs.submit(request(action));
    }

    @Override
    public List<String> plan(Action action, Locale locale) {
        check(action);
        return runs.plan(request(action), locale);
    }

    @Override
    public MaskView mask(String environment) {
        if (environment.equals("production")) {
            throw Fault.refused("mask.none", environment).exception();
        }
        return new MaskView(
                environment,
                "r1",
                false,
                new MaskReport(
                        MADE,
                        "4711abcd",
                        1,
                        List.of(
                                new Masked("res_partner.name", "name", "rule"),
                                new Masked("x_visit.remark", "text", "unsure")),
                        List.of("ir_logging"),
                        List.of(),
                        12,
                        new Proof(310, 40, 5000, 20, List.of(), List.of(new Found("res_partner.comment", 2)))));
    }

    /** Production changes in its window alone. */
    @Override
    public Optional<ProblemView> waits(Action action, Locale locale) {
        return action.verb() == Verb.DEPLOY && action.environment().equals("production")
                ? Optional.of(ProblemView.of(
                        Fault.refused("process.waits", action.release(), "production", "window", MADE),
                        FaultTexts.of(locale)))
                : Optional.empty();
    }

    /** Somebody has written to production, and nobody to staging; one restore point is of code alone. */
    @Override
    public LossView loss(Action rollback) {
        check(rollback);
        String point = rollback.argument("to").orElse("run-1");
        if (point.equals("code-alone") && !rollback.flag("data")) {
            return LossView.none(rollback.environment(), point, MADE);
        }
        Written sold = new Written(
                List.of(new Written.Rows(
                        "sale_order",
                        2,
                        1,
                        List.of(
                                new Written.Author("ada", Written.Author.PERSON, 2, 0),
                                new Written.Author("__system__", Written.Author.SYSTEM, 0, 1)))),
                List.of(new Written.Rows("bus_bus", 9, 0, List.of())),
                List.of(),
                List.of("sale_order_tag_rel"));
        return LossView.of(
                rollback.environment(),
                point,
                MADE,
                rollback.environment().equals("production") ? sold : Written.NOTHING);
    }

    @Override
    public InboxView inbox(Locale locale) {
        return new InboxView(List.of(
                new ItemView(
                        "approval",
                        "r1",
                        "approval",
                        "0 of 1 approvals of client",
                        List.of("ana"),
                        "d".repeat(64),
                        null),
                new ItemView("promote", "r1", "production", "", List.of("bo"), "", null)));
    }

    @Override
    public FakeBranches branches() {
        return branches;
    }

    @Override
    public FakePractice practice() {
        return practice;
    }

    @Override
    public ProjectAccess access() {
        return access.books();
    }

    @Override
    public Insights insights() {
        return insights;
    }

    @Override
    public AnswerLinks answers() {
        return answers;
    }

    @Override
    public Hooks hooks() {
        return hooks;
    }

    /** Who gets in, and the time. */
    public MemoryAccess entrance() {
        return access;
    }

    @Override
    public LogReader logs(String environment, int lines) {
        environment(environment, Locale.ENGLISH);
        return new FileLogReader(log, lines);
    }

    @Override
    public LogFound findInLog(String environment, String words) {
        environment(environment, Locale.ENGLISH);
        return LogSearch.in(log, words);
    }

    @Override
    public void close() {
        runs.close();
    }

    private void check(Action action) {
        if (!action.environment().isEmpty()) {
            environment(action.environment(), Locale.ENGLISH);
        }
        if (action.release().equals("r13")) {
            throw Fault.refused("deploy.not-rehearsed", action.release()).exception();
        }
    }

    private static RunRequest request(Action action) {
        String environment = action.environment().isEmpty() ? "rehearsal" : action.environment();
        return new RunRequest(
                action.verb().word(), environment, Set.of(), action.release(), action.arguments(), action.by());
    }

    private static EnvironmentView view(String name, String kind, boolean copy, int port, List<ProblemView> troubles) {
        return new EnvironmentView(
                name,
                kind,
                "running",
                "http://127.0.0.1:" + port,
                new DatabaseView("127.0.0.1", port + 5, "odoo"),
                copy ? null : "r1",
                copy,
                copy ? Boolean.FALSE : null,
                false,
                false,
                List.of(),
                MADE,
                copy ? MADE : null,
                copy ? "reflink" : null,
                new PortsView(port, port + 4),
                List.of(),
                EnvironmentView.Outside.NONE,
                troubles,
                null);
    }
}
