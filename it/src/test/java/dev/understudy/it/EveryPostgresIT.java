package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tests of the rooms that PostgreSQL lives in, and the stories of a release on real Odoo, on every major version that
 * Debian has. They run as they are, in a process for which that version is the only one installed.
 */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class EveryPostgresIT {

    private static final List<String> ROOMS = List.of(
            "dev.understudy.targets.postgres.LocalClustersTest",
            "dev.understudy.targets.postgres.CopyLiveTest",
            "dev.understudy.targets.postgres.FencedClustersTest",
            "dev.understudy.targets.postgres.DatedRowsTest",
            "dev.understudy.targets.postgres.WatchingTest",
            "dev.understudy.targets.backup.BackupsTest",
            "dev.understudy.engine.journal.MigrationsTest",
            "dev.understudy.engine.journal.ControlDatabaseTest",
            "dev.understudy.server.control.ControlPlanesTest");

    @ParameterizedTest
    @ValueSource(ints = {15, 17, 18})
    void theRoomsAreSoundOn(int major) throws Exception {
        run(major, ROOMS);
    }

    /** On 15 they run among the others. */
    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void aReleaseIsRehearsedDeployedAndTakenBackOn(int major) throws Exception {
        run(major, List.of(StoriesIT.class.getName()));
    }

    private static void run(int major, List<String> tests) throws Exception {
        List<String> argv = new ArrayList<>(List.of(
                Path.of("../bin/with-postgres").toRealPath().toString(),
                Integer.toString(major),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                TestsOfThisProcess.class.getName(),
                Integer.toString(major)));
        argv.addAll(tests);
        File said = Path.of("target", "postgres-" + major + "-" + tests.size() + ".log")
                .toFile();

        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            int code = process.waitFor();
            assertThat(code).as(Files.readString(said.toPath())).isZero();
        } finally {
            process.destroy();
        }
    }

    /** Ours, and the tests of the rooms below. */
    private static String classPath() {
        return Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        Stream.of("targets", "engine", "server")
                                .map(room -> Path.of("..", room, "target", "test-classes")
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
