package dev.understudy.cli;

import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.LossView;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MaskView;
import dev.understudy.model.view.MonitorView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.server.access.MemoryAccess;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.AfterDesk;
import dev.understudy.server.api.BranchDesk;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.FakeRuns;
import dev.understudy.server.api.FileLogReader;
import dev.understudy.server.api.Insights;
import dev.understudy.server.api.LogFound;
import dev.understudy.server.api.LogReader;
import dev.understudy.server.api.PracticeDesk;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import dev.understudy.server.asking.AnswerLinks;
import dev.understudy.server.asking.MemoryAskBook;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.hooks.MemoryHookBook;
import dev.understudy.server.mailbox.CaughtMails;
import dev.understudy.server.mailbox.MemoryMailBook;
import dev.understudy.server.mailbox.SampleMails;
import dev.understudy.server.terminal.Terminals;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A service all of whose answers are hostile. */
final class HostileDesk implements Desk {

    private final FakeRuns runs = new FakeRuns();
    private final MemoryAccess access = new MemoryAccess();
    private final Path log;

    HostileDesk(Path log) {
        this.log = log;
        RunView run = Hostile.view(RunView.class);
        RunView rehearsal = FakeRuns.run("run-1", "rehearse", "production", RunStatus.FAILED);
        runs.put(new RunView(
                "run-1",
                "rehearse",
                Hostile.TEXT,
                Hostile.TEXT,
                rehearsal.status(),
                run.startedAt(),
                run.finishedAt(),
                List.of(run.steps().getFirst(), new RunView.StepView("report", "succeeded", null, null, Hostile.TEXT)),
                run.createdAt(),
                run.by(),
                Hostile.TEXT,
                run.error(),
                run.warning()));
        String report = JsonMapper.builder().build().writeValueAsString(Hostile.view(RehearsalReport.class));
        runs.addEvidence("run-1", new Evidence("report", RehearsalReport.NAME, "application/json", report));
        runs.addEvidence("run-1", new Evidence("report", "raw", "text/plain", Hostile.TEXT));
    }

    @Override
    public FakeRuns runs() {
        return runs;
    }

    @Override
    public StatusView status(Locale locale) {
        return Hostile.view(StatusView.class);
    }

    @Override
    public List<EnvironmentView> environments(Locale locale) {
        return List.of(Hostile.view(EnvironmentView.class));
    }

    @Override
    public EnvironmentView environment(String name, Locale locale) {
        return Hostile.view(EnvironmentView.class);
    }

    @Override
    public List<ReleaseView> releases() {
        return List.of(Hostile.view(ReleaseView.class));
    }

    @Override
    public ReleaseView release(String id, Locale locale) {
        return Hostile.view(ReleaseView.class);
    }

    @Override
    public ReleaseChanges changes(String id) {
        return Hostile.view(ReleaseChanges.class);
    }

    @Override
    public ReleaseView createRelease(ReleaseOrder order) {
        return Hostile.view(ReleaseView.class);
    }

    @Override
    public List<String> planRelease(ReleaseOrder order) {
        return List.of(Hostile.TEXT);
    }

    @Override
    public RunView submit(Action action) {
        if (action.verb() == Verb.DEPLOY) {
            throw Fault.refused("git.unreachable", Hostile.TEXT, Hostile.TEXT, Hostile.TEXT)
                    .at(Hostile.TEXT)
                    .exception();
        }
        return runs.run("run-1");
    }

    @Override
    public List<String> plan(Action action, Locale locale) {
        return List.of(Hostile.TEXT);
    }

    @Override
    public MaskView mask(String environment) {
        return Hostile.view(MaskView.class);
    }

    @Override
    public Optional<ProblemView> waits(Action action, Locale locale) {
        return Optional.empty();
    }

    @Override
    public LossView loss(Action rollback) {
        return Hostile.view(LossView.class);
    }

    @Override
    public PracticeDesk practice() {
        return hostile(PracticeDesk.class);
    }

    @Override
    public InboxView inbox(Locale locale) {
        return Hostile.view(InboxView.class);
    }

    @Override
    public BranchDesk branches() {
        return hostile(BranchDesk.class);
    }

    private static <T> T hostile(Class<T> desk) {
        return desk.cast(Proxy.newProxyInstance(
                desk.getClassLoader(), new Class<?>[] {desk}, (proxy, method, arguments) -> answer(method)));
    }

    private static Object answer(Method method) {
        if (method.getReturnType() == AfterDesk.class) {
            return hostile(AfterDesk.class);
        }
        return method.getGenericReturnType() instanceof ParameterizedType list
                ? List.of(Hostile.view((Class<?>) list.getActualTypeArguments()[0]))
                : Hostile.view(method.getReturnType());
    }

    @Override
    public ProjectAccess access() {
        return access.books();
    }

    @Override
    public Insights insights() {
        return new Insights() {
            @Override
            public CaughtMails mails(String environment) {
                MemoryMailBook book = new MemoryMailBook();
                book.keep(environment, Instant.EPOCH, SampleMails.saying(Hostile.TEXT));
                return new CaughtMails(book, environment);
            }

            @Override
            public List<MailView> heldMails(String environment) {
                return List.of(Hostile.view(MailView.class));
            }

            @Override
            public MailView.Whole heldMail(String environment, long id) {
                return Hostile.view(MailView.Whole.class);
            }

            @Override
            public MonitorView monitoring(String environment, Span span) {
                return Hostile.view(MonitorView.class);
            }

            @Override
            public TrafficView traffic(String environment, Span span) {
                return Hostile.view(TrafficView.class);
            }
        };
    }

    @Override
    public Terminals terminals() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnswerLinks answers() {
        return new AnswerLinks(
                new MemoryAskBook(), access.box(), (at, verb, subject, who, detail) -> {}, InstantSource.system());
    }

    @Override
    public Hooks hooks() {
        return new Hooks(
                () -> new Hooks.About("acme", Map.of()),
                new MemoryHookBook(),
                access.box(),
                (at, verb, subject, who, detail) -> {},
                access);
    }

    @Override
    public LogReader logs(String environment, int lines) {
        return new FileLogReader(log, lines);
    }

    @Override
    public LogFound findInLog(String environment, String words) {
        return new LogFound(words, List.of(), 0);
    }

    @Override
    public void close() {
        runs.close();
    }
}
