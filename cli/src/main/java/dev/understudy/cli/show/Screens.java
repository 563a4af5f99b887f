package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The things of the API as a person reads them. */
public final class Screens {

    private static final String INDENT = "  ";
    private static final int COMMITS = 20;
    private static final int NAMED = 12;

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;
    private final Locale locale;
    private final DateTimeFormatter times =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    public Screens(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
        this.locale = session.locale();
    }

    public void status(StatusView status) {
        out.println(ink.strong(status.project()) + ink.quiet("  Understudy " + status.version()));
        heading("heading.environments");
        environments(status.environments());
        heading("heading.releases");
        releases(status.releases());
        heading("heading.runs");
        runs(status.runs());
    }

    public void environments(List<EnvironmentView> environments) {
        if (environments.isEmpty()) {
            out.println(INDENT + texts.get("none.environments"));
            return;
        }
        Table table = new Table()
                .row(heads("column.name", "column.status", "column.release", "column.data", "column.address"));
        for (EnvironmentView one : environments) {
            table.row(
                    one.name(),
                    word(one.status()),
                    dash(one.release()),
                    String.join(", ", nature(one)),
                    dash(one.url()));
        }
        table.print(out, INDENT);
        environments.forEach(one -> troubles(one, INDENT));
    }

    public void environment(EnvironmentView one) {
        Table table = new Table()
                .row(texts.get("column.name"), ink.strong(one.name()))
                .row(texts.get("column.status"), word(one.status()))
                .row(texts.get("column.data"), String.join(", ", nature(one)))
                .row(texts.get("column.release"), dash(one.release()))
                .row(texts.get("column.address"), dash(one.url()));
        EnvironmentView.DatabaseView database = one.database();
        if (database != null) {
            table.row(texts.get("column.database"), database.name() + "  " + database.host() + ":" + database.port());
        }
        if (one.copiedAt() != null) {
            table.row(texts.get("column.copied"), at(one.copiedAt()) + "  " + dash(one.copyMethod()));
        }
        EnvironmentView.Following follows = one.follows();
        if (follows != null) {
            table.row(
                    texts.get("column.follows"),
                    texts.get("follows.what", follows.config(), Integer.toString(follows.port())));
            table.row("", behind(follows));
        }
        if (!one.pendingModules().isEmpty()) {
            table.row(texts.get("column.pending"), ink.bad(String.join(", ", one.pendingModules())));
        }
        one.outside().talkers().forEach(talker -> table.row(texts.get("column.talkers"), talker.shown()));
        for (EnvironmentView.InstanceView instance : one.instances()) {
            table.row(
                    instance.name(),
                    word(instance.running() ? "running" : "stopped")
                            + (instance.pid() == null ? "" : "  " + instance.pid())
                            + "  "
                            + instance.log());
        }
        table.print(out, "");
        troubles(one, "");
    }

    private String behind(EnvironmentView.Following follows) {
        if (follows.since() == null) {
            return texts.get("follows.nothing-yet");
        }
        String times = texts.get("follows.times", at(follows.since()), at(follows.broughtAt()));
        Long lacking = follows.lacking();
        return times
                + " "
                + (lacking == null
                        ? texts.get("follows.behind")
                        : texts.get("follows.standby", Figures.bytes(lacking, locale)));
    }

    private void troubles(EnvironmentView one, String indent) {
        one.troubles()
                .forEach(trouble ->
                        out.println(indent + ink.bad(one.name() + ": " + trouble.what()) + " " + trouble.mend()));
    }

    public void releases(List<ReleaseView> releases) {
        if (releases.isEmpty()) {
            out.println(INDENT + texts.get("none.releases"));
            return;
        }
        Table table = new Table()
                .row(heads(
                        "column.id", "column.class", "column.rehearsal", "column.runs-on", "column.made", "column.by"));
        for (ReleaseView one : releases) {
            table.row(
                    one.id(),
                    one.changeClass(),
                    one.rehearsal() == null ? "-" : word(one.rehearsal()),
                    list(one.environments()),
                    at(one.createdAt()),
                    one.by());
        }
        table.print(out, INDENT);
    }

    public void release(ReleaseView one) {
        Table table = new Table()
                .row(texts.get("column.id"), ink.strong(one.id()))
                .row(texts.get("column.made"), at(one.createdAt()) + "  " + one.by())
                .row("Odoo", one.odoo())
                .row(texts.get("column.class"), one.changeClass())
                .row(texts.get("column.rehearsal"), one.rehearsal() == null ? "-" : word(one.rehearsal()))
                .row(texts.get("column.runs-on"), list(one.environments()));
        Forecast forecast = one.forecast();
        if (forecast != null) {
            table.row(texts.get("column.users-wait"), waiting(forecast));
        }
        one.deploys()
                .forEach(deploy -> table.row(
                        deploy.run(),
                        texts.get("release.waited", took(deploy.actualMillis()), waiting(deploy.said()))));
        new TreeMap<>(one.repositories()).forEach((name, commit) -> table.row(name, commit));
        ReleaseChanges changes = one.changes();
        if (changes != null) {
            table.row(texts.get("column.touched"), list(changes.touched()))
                    .row(texts.get("column.added"), list(changes.added()))
                    .row(texts.get("column.removed"), list(changes.removed()))
                    .row(texts.get("column.not-in-use"), some(changes.notInUse()))
                    .row(texts.get("column.authors"), list(changes.authors()));
            changes.versions()
                    .forEach(version ->
                            table.row(version.module(), dash(version.before()) + " > " + dash(version.after())));
        }
        table.print(out, "");
        one.shadowed()
                .forEach(module -> out.println(
                        texts.get("release.shadowed", module.module(), module.repository(), module.instead())));
        if (one.unread() != null) {
            out.println(one.unread().what());
        }
        packages(one.packages());
        if (changes != null) {
            changes(changes);
        }
    }

    private void packages(List<PythonPackage> packages) {
        if (packages.isEmpty()) {
            return;
        }
        heading("heading.packages");
        Table table = new Table();
        packages.forEach(one -> table.row(
                one.pinned(),
                texts.get("package." + one.origin().name().toLowerCase(Locale.ROOT)),
                one.from(),
                one.source()));
        table.print(out, INDENT);
    }

    private String waiting(Forecast forecast) {
        return forecast.equals(Forecast.NONE)
                ? texts.get("release.nobody-waits")
                : texts.get("release.wait", took(forecast.likelyMillis()), took(forecast.upperMillis()));
    }

    private String took(long millis) {
        return Figures.duration(Duration.ofMillis(millis), texts.locale());
    }

    /** The first of many, and how many there are. */
    private String some(Collection<String> names) {
        String first = list(names.stream().limit(NAMED).toList());
        return names.size() > NAMED ? first + ", … (" + names.size() + ")" : first;
    }

    public void runs(List<RunView> runs) {
        if (runs.isEmpty()) {
            out.println(INDENT + texts.get("none.runs"));
            return;
        }
        Table table = new Table()
                .row(heads(
                        "column.id",
                        "column.status",
                        "column.recipe",
                        "column.environment",
                        "column.release",
                        "column.began",
                        "column.took"));
        for (RunView one : runs) {
            table.row(
                    one.id(),
                    word(one),
                    one.recipe(),
                    one.environment(),
                    dash(one.release()),
                    at(one.startedAt()),
                    took(one.startedAt(), one.finishedAt()));
        }
        table.print(out, INDENT);
    }

    /** A run with all its steps. */
    public void run(RunView run) {
        out.println(title(run));
        Table table = new Table();
        for (RunView.StepView step : run.steps()) {
            table.row(word(step.status()), step.name(), took(step.startedAt(), step.finishedAt()), step.detail());
        }
        table.print(out, INDENT);
        ending(run);
    }

    /** What a run is, on one line. */
    public String title(RunView run) {
        return ink.strong(run.id()) + "  " + run.recipe() + "  " + run.environment()
                + (run.release() == null || run.release().isEmpty() ? "" : "  " + run.release());
    }

    /** How a run ended, or what it waits for. */
    public void ending(RunView run) {
        String waits = run.queuedBehind() == null ? "" : "  " + texts.get("run.behind", run.queuedBehind());
        out.println(run.id() + " " + word(run) + waits
                + (run.finishedAt() == null ? "" : "  " + took(run.startedAt(), run.finishedAt())));
        RunView.ErrorView error = run.error() == null ? run.warning() : run.error();
        if (error != null) {
            out.println(ink.bad((error.where().isEmpty() ? "" : error.where() + ": ") + error.what()));
            if (!error.mend().isEmpty()) {
                out.println(error.mend());
            }
            out.println(ink.quiet("[" + error.code() + "]"));
        }
    }

    /** A status in the reader's language. */
    public String word(String status) {
        return ink.status(status, texts.get("status." + status));
    }

    private String word(RunView run) {
        if (run.warning() == null) {
            return word(run.status());
        }
        // What has not begun was not done: its warning says what it waits for.
        return run.ended() ? ink.bad(texts.get("status.warned")) : word("waiting");
    }

    /** How long something took; empty before it began. */
    public String took(@Nullable Instant began, @Nullable Instant ended) {
        return began == null || ended == null ? "" : Figures.duration(Duration.between(began, ended), texts.locale());
    }

    private void changes(ReleaseChanges changes) {
        if (!changes.reasons().isEmpty()) {
            heading("heading.reasons");
            Table table = new Table();
            changes.reasons().stream()
                    .limit(COMMITS)
                    .forEach(reason -> table.row(
                            reason.changeClass().name(),
                            reason.why().word(),
                            reason.subject(),
                            reason.repository() + "/" + reason.file()
                                    + (reason.line() > 0 ? ":" + reason.line() : "")));
            table.print(out, INDENT);
        }
        if (!changes.commits().isEmpty()) {
            heading("heading.commits");
            Table table = new Table();
            changes.commits().stream()
                    .limit(COMMITS)
                    .forEach(commit -> table.row(
                            commit.repository(),
                            commit.id().substring(0, Math.min(10, commit.id().length())),
                            commit.author(),
                            commit.subject()));
            table.print(out, INDENT);
            if (changes.commits().size() > COMMITS) {
                out.println(INDENT + texts.get("more", changes.commits().size() - COMMITS));
            }
        }
    }

    private List<String> nature(EnvironmentView one) {
        List<String> words = new ArrayList<>();
        boolean follows = one.follows() != null;
        words.add(texts.get(follows ? "kind.followed" : "kind." + one.kind()));
        if (one.neutralized()) {
            words.add(texts.get("neutralized"));
        }
        if (one.quiet()) {
            words.add(ink.bad(texts.get(follows ? "quiet.followed" : "quiet", one.name())));
        }
        Boolean fenced = one.fenced();
        if (fenced != null) {
            words.add(fenced ? texts.get("fenced") : ink.bad(texts.get("unfenced")));
        }
        if (one.keepsApiKeys()) {
            words.add(ink.bad(texts.get("keeps-api-keys")));
        }
        if (!one.outside().reach().isEmpty()) {
            words.add(ink.bad(texts.get("reaches", list(one.outside().reach()))));
        }
        return words;
    }

    private void heading(String key) {
        out.println();
        out.println(ink.strong(texts.get(key)));
    }

    private List<String> heads(String... keys) {
        return List.of(keys).stream().map(key -> ink.quiet(texts.get(key))).collect(Collectors.toList());
    }

    private String at(@Nullable Instant instant) {
        return instant == null ? "-" : times.format(instant);
    }

    private static String dash(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }

    private static String list(Collection<String> texts) {
        return texts.isEmpty() ? "-" : String.join(", ", texts);
    }
}
