package dev.understudy.engine.step.code;

import static dev.understudy.engine.run.Telling.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.fake.ThisPython;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.PythonPackage.Origin;
import dev.understudy.model.release.ReleaseChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Built packages on a real disk, named by releases of a real control plane. */
class ForgetUnusedWheelsTest {

    private final ControlDatabase control =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Releases releases = new Releases(control.jdbi());
    private final NotedContext context =
            new NotedContext("run-1", new RunRequest("deploy", "production", Set.of(), "r1", Map.of(), "ada"));

    @TempDir
    private Path folder;

    private ProjectHome home;
    private ForgetUnusedWheels step;

    @BeforeEach
    void built() {
        home = new ProjectHome(folder.resolve("home"), folder.resolve("cache"));
        step = new ForgetUnusedWheels(
                releases,
                new ReleaseCode(
                        home,
                        () -> ProjectFile.read("understudy.yaml", "project: acme\nodoo: { series: \"19.0\" }\n")
                                .require(),
                        repository -> {
                            throw new IllegalStateException("no code is placed");
                        },
                        ThisPython.packages(home)));
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void whatNoReleaseNamesGoesAndARehearsalsOfTodayStays() throws IOException {
        wheel("named-1.0-py3-none-any.whl", "aa11", Duration.ofDays(400));
        wheel("tried-1.0-py3-none-any.whl", "bb22", Duration.ofDays(31));
        wheel("recent-1.0-py3-none-any.whl", "cc33", Duration.ofDays(29));
        release("aa11");

        assertThat(step.plan(context))
                .containsExactly("delete built packages that no release has: tried-1.0-py3-none-any.whl");
        assertThat(kept()).hasSize(3);

        assertThat(told(step.apply(context))).isEqualTo("1 deleted: tried-1.0-py3-none-any.whl");
        assertThat(kept()).containsExactly("aa11", "cc33");
        assertThat(step.apply(context)).isEqualTo(Outcome.done());
        assertThat(step.plan(context)).isEmpty();
    }

    /** A home that was copied tells of the place that it came from, where others have theirs. */
    @Test
    void nothingOutsideOfTheHomeGoes() throws IOException {
        wheel("tried-1.0-py3-none-any.whl", "bb22", Duration.ofDays(31));
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("packages"));
        Files.move(home.builtPackages(), elsewhere.resolve("packages/.built"));
        Files.createDirectories(home.builtPackages().resolve("bb22"));
        Path told = elsewhere.resolve("packages/.built/bb22/built.json");
        Files.copy(told, home.builtPackages().resolve("bb22/built.json"));
        Files.writeString(
                home.builtPackages().resolve("bb22/built.json"),
                Files.readString(told).replace(home.directory().toString(), elsewhere.toString()));
        old(home.builtPackages().resolve("bb22/built.json"), Duration.ofDays(31));

        step.apply(context);

        assertThat(kept()).isEmpty();
        assertThat(told).exists();
    }

    @Test
    void whereNothingWasEverBuiltThereIsNothingToDo() {
        assertThat(step.plan(context)).isEmpty();
        assertThat(step.apply(context)).isEqualTo(Outcome.done());
        assertThat(home.builtPackages()).doesNotExist();
    }

    private void wheel(String name, String sum, Duration age) throws IOException {
        Path own = Files.createDirectories(home.builtPackages().resolve(sum));
        Files.writeString(own.resolve(name), "a wheel");
        Path told = own.resolve("built.json");
        Files.writeString(told, """
                {"file": "%s", "origin": "SOURCE", "from": "https://index.example/%s", "source": "sha256:%s",
                 "sha256": "%s", "builtWith": []}
                """.formatted(own.resolve(name), name, sum, sum));
        old(told, age);
    }

    private void old(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(context.now().minus(age)));
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> folders = Files.list(home.builtPackages())) {
            return folders.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    private void release(String wheel) {
        ReleaseChanges none = new ReleaseChanges(
                List.of(),
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new TreeSet<>(),
                ChangeClass.A,
                List.of());
        String id = releases.create(Instant.EPOCH, "ada", "build", Map.of(), none, ModuleWishes.NONE)
                .id();
        releases.freeze(
                id,
                List.of(
                        new PythonPackage("named", "1.0", Origin.SOURCE, "", "sha256:aa11", wheel, List.of()),
                        new PythonPackage("six", "1.17.0", Origin.WHEEL, "", "", "", List.of())));
        releases.create(Instant.EPOCH, "ada", "build", Map.of("other", "c"), none, ModuleWishes.NONE);
    }
}
