package dev.understudy.engine.fake;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.recipe.Recipes;
import dev.understudy.engine.recipe.Steps;
import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.run.RecipeBook;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.targets.python.PackagesByHand;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * A production of files in a folder, on which the real recipes are performed: it runs release {@code r1}, and {@code r2}
 * has been rehearsed.
 */
public final class FakeProduction {

    public static final String OLD = "r1";
    public static final String NEW = "r2";

    static final String REPOSITORY = "addons";

    private static final Instant MADE = Instant.parse("2026-11-01T08:00:00Z");
    private static final int PORT = 20_000;
    private static final long ROOM = 100L << 30;

    private final ProjectHome home;
    private final Flaw flaw;
    private final Equipment equipment;
    private final FakeServing serving;
    private final FakeEdge edge;
    private final Effects effects = new Effects();

    /** As an earlier process left it. */
    public FakeProduction(Path folder, Jdbi control, Flaw flaw) {
        this(folder, control, flaw, ROOM);
    }

    /** On a disk with so much room. */
    public FakeProduction(Path folder, Jdbi jdbi, Flaw flaw, long freeBytes) {
        this(folder, jdbi, flaw, freeBytes, FakePackages::new);
    }

    /** With an Odoo for which nobody installs Python packages. */
    public static FakeProduction withPackagesByHand(Path folder, Jdbi jdbi) {
        return new FakeProduction(folder, jdbi, Flaw.NONE, ROOM, effects -> new PackagesByHand());
    }

    private FakeProduction(
            Path folder, Jdbi jdbi, Flaw flaw, long freeBytes, Function<Effects, PythonPackages> packages) {
        this.home = new ProjectHome(folder.resolve("home"), folder.resolve("cache"));
        this.flaw = flaw;
        FakeEquipment made =
                FakeEquipment.of(home, PORT, external(), jdbi, flaw, freeBytes, packages.apply(effects), effects);
        this.serving = made.serving();
        this.edge = made.edge();
        this.equipment = made.equipment();
    }

    /** The real recipes. */
    public RecipeBook recipes() {
        return new Recipes(new Steps(equipment));
    }

    /** The next release, of one commit. */
    public Release release(String commit) {
        ReleaseChanges none = new ReleaseChanges(
                List.of(),
                List.of(),
                new TreeSet<>(Set.of("a", "b")),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new TreeSet<>(),
                changeClass(),
                List.of());
        return records()
                .releases()
                .create(MADE, "ada", FakeOdooRuntime.BUILD, Map.of(REPOSITORY, commit), none, ModuleWishes.NONE);
    }

    /** A step of a recipe on production, by its name. */
    public Step step(String recipe, String name) {
        return recipes()
                .recipe(new RunRequest(recipe, Project.PRODUCTION, Set.of(), "", Map.of(), "ada"))
                .steps()
                .stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A volume with these rows, beside the live one. */
    public void prepare(String volume, String... rows) {
        fill(volume, rows);
    }

    public ProjectHome home() {
        return home;
    }

    /** What may befall its machine. */
    public Mishaps mishaps() {
        return new Mishaps(home, edge, PORT);
    }

    /** What its steps are made with. */
    public Equipment equipment() {
        return equipment;
    }

    /** Adds a row to another environment's live database. */
    public void write(String environment, String row) {
        Ledger.in(equipment.machine().volumes().volume(environment, Volume.LIVE).pgdata())
                .add(row);
    }

    /** The rows of another environment's live database. */
    public List<String> rows(String environment) {
        return Ledger.in(equipment
                        .machine()
                        .volumes()
                        .volume(environment, Volume.LIVE)
                        .pgdata())
                .text()
                .lines()
                .toList();
    }

    public EnvironmentControl control() {
        return equipment.serving().control();
    }

    public Traffic traffic() {
        return equipment.serving().traffic();
    }

    public Equipment.Records records() {
        return equipment.records();
    }

    public Effects effects() {
        return effects;
    }

    public Environment environment() {
        return records().environments().get(Project.PRODUCTION);
    }

    /** Production as it is before anything happens, running the old release; nothing when it is there. */
    public FakeProduction running() {
        if (records().environments().find(Project.PRODUCTION).isEmpty()) {
            releases();
            makeExternal();
            place("one-old", OLD);
            fill(Volume.LIVE, "a=one", "b=one", "checksums=" + OLD, "order with one-old");
            start("one-old");
            rehearsed(true, OLD, 1);
            environment(OLD, 1);
        }
        return this;
    }

    /**
     * Production after the new release was deployed, with the restore point {@code before}, and after somebody has worked
     * with it; nothing when it is there.
     */
    public FakeProduction deployed() {
        if (records().environments().find(Project.PRODUCTION).isEmpty()) {
            releases();
            place("one-old", OLD);
            place("two-new", NEW);
            fill(
                    Volume.LIVE,
                    "a=two",
                    "b=two",
                    "checksums=" + NEW,
                    "order with one-old",
                    "order with two-new",
                    "sold one");
            fill("before", "a=one", "b=one", "checksums=" + OLD, "order with one-old");
            start("two-new");
            records().restorePoints().save(new RestorePoint(Project.PRODUCTION, "before", OLD, "deploy " + NEW, MADE));
            environment(NEW, 2);
        }
        return this;
    }

    /** What a rehearsal of the new release has proven. */
    public void rehearsed(boolean succeeded, String productionRelease, long generation) {
        rehearsed(succeeded, productionRelease, generation, 1000);
    }

    /** What the rehearsal measured of the steps between which users wait. */
    public void measured(Duration stop) {
        rehearsed(true, OLD, 1, stop.toMillis());
    }

    private void rehearsed(boolean succeeded, String productionRelease, long generation, long millis) {
        records()
                .rehearsals()
                .save(new Rehearsal(
                        "run-0" + generation,
                        NEW,
                        productionRelease,
                        generation,
                        succeeded,
                        FakeUpdates.BOTH,
                        ModuleMoves.NONE,
                        changeClass(),
                        millis,
                        MADE.plusSeconds(generation)));
    }

    /** Adds a row to the live database. */
    public void write(String row) {
        Ledger.in(pgdata(Volume.LIVE)).add(row);
    }

    /** Who is signed in, by the files of a volume. */
    public FakeSessions sessions(String volume) {
        return new FakeSessions(
                equipment.machine().volumes().volume(Project.PRODUCTION, volume).data());
    }

    /** The rows of the database on a volume. */
    public List<String> database(String volume) {
        return Ledger.in(pgdata(volume)).text().lines().toList();
    }

    /** The commits that the running instances run. */
    public Map<String, String> instances() {
        Path instances = FakeOdooRuntime.instances(home.environment(Project.PRODUCTION));
        return names(instances).stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> new Ledger(instances.resolve(name))
                                .value("commit")
                                .orElse("")));
    }

    /** Why production does not serve; empty when it does. */
    public String hindrance() {
        Slot slot = environment().slot();
        return edge.opened(Project.PRODUCTION).equals(Optional.of(slot))
                ? serving.ask(Ports.web(environment(), slot)).shown().replace("HTTP 200", "")
                : "slot " + slot + " is not open";
    }

    /** The names of production's volumes, also of those that are not whole. */
    public List<String> volumes() {
        return names(home.volumes().resolve(Project.PRODUCTION));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The volumes in which Understudy is signed in. */
    public List<String> signedIn() {
        return volumes().stream().filter(name -> sessions(name).understudy()).toList();
    }

    /** The release that serves logs the error that a flawed one logs. */
    public void logError() {
        try {
            serving.logError(environment().slot());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An older environment beside production, whose database does not run. */
    public void beside(String name) {
        try {
            Path pgdata =
                    equipment.machine().volumes().volume(name, Volume.LIVE).pgdata();
            Files.createDirectories(pgdata);
            Files.writeString(pgdata.resolve(FakeClusters.PASSWORD), "p1");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        save(name, Environment.Kind.DEMO, PORT + 10, OLD, 1, MADE.minusSeconds(1));
    }

    /** A folder outside of Odoo that belongs to production. */
    public Path external() {
        return home.directory().resolveSibling("external");
    }

    private void releases() {
        String commit = flaw.codeAlone() ? "one-new" : "two-new";
        for (String frozen : List.of("one-old", commit)) {
            release(frozen);
        }
    }

    private ChangeClass changeClass() {
        return flaw.codeAlone() ? ChangeClass.A : ChangeClass.C;
    }

    private void environment(String release, long generation) {
        save(Project.PRODUCTION, Environment.Kind.LIVE, PORT, release, generation, MADE);
    }

    private void save(
            String name, Environment.Kind kind, int port, String release, long generation, Instant createdAt) {
        records()
                .environments()
                .save(new Environment(
                        name,
                        kind,
                        Environment.State.READY,
                        "",
                        "acme",
                        port,
                        port + 4,
                        Slot.BLUE,
                        release,
                        "p1",
                        false,
                        false,
                        false,
                        generation,
                        createdAt,
                        null));
    }

    private void place(String commit, String release) {
        try {
            FakeMirror.write(commit, home.code(release, REPOSITORY));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void fill(String volume, String... rows) {
        try {
            Path pgdata = pgdata(volume);
            Files.createDirectories(pgdata);
            Files.createDirectories(pgdata.resolveSibling("data").resolve("filestore"));
            Files.writeString(pgdata.resolve(FakeClusters.PASSWORD), "p1");
            Files.writeString(pgdata.resolveSibling("data").resolve("filestore").resolve("image"), "a picture");
            List.of(rows).forEach(row -> Ledger.in(pgdata).add(row));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void makeExternal() {
        try {
            Files.createDirectories(external());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void start(String commit) {
        try {
            Files.writeString(pgdata(Volume.LIVE).resolve(FakeClusters.PID), "" + (PORT + 4));
            Path instances = FakeOdooRuntime.instances(home.environment(Project.PRODUCTION));
            Files.createDirectories(instances);
            for (String role : List.of("web", "cron")) {
                Files.writeString(
                        instances.resolve("production-" + role + "-blue"), "commit=" + commit + "\npassword=p1\n");
            }
            Files.writeString(home.environment(Project.PRODUCTION).resolve("open"), Slot.BLUE.name());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path pgdata(String volume) {
        return equipment.machine().volumes().volume(Project.PRODUCTION, volume).pgdata();
    }
}
