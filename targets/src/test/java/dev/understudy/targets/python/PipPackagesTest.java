package dev.understudy.targets.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.python.PythonPackages.Ground;
import dev.understudy.targets.runtime.OdooPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is installed and what is told, with a small program in the place of pip. */
@Timeout(60)
class PipPackagesTest {

    /** As pip 25 reports what it would install. */
    private static final String REPORT = """
            {"version": "1", "pip_version": "25.1.1", "install": [
              {"download_info": {"url": "https://index.example/parts-3-py3-none-any.whl",
                "archive_info": {"hashes": {"sha256": "c7b1"}}}, "metadata": {"name": "parts", "version": "3"}},
              {"download_info": {"url": "https://index.example/Greeting-1.2-py3-none-any.whl", "archive_info": {}},
                "metadata": {"name": "Greeting", "version": "1.2"}}]}
            """;

    private static final String URL = "https://git.example/shop.git";

    private static final String PIP = """
            env > "HOME/env"
            echo "Collecting greeting (from -r HOME/code/r1/shop/requirements.txt (line 1))"
            while [ $# -gt 0 ]; do
              case $1 in
                --report) printf '%s' 'REPORT' > "$2" ;;
                --target) echo "WORD = 'hello'" > "$2/greeting.py" ;;
                -r) cat "$2" >> "HOME/asked" ;;
              esac
              shift
            done
            """;

    @TempDir
    Path home;

    private final Recording host = new Recording();
    private final List<String> told = new ArrayList<>();
    private Path requirements;
    private Path folder;

    @BeforeEach
    void repository() throws IOException {
        requirements = home.resolve("code/r1/shop/requirements.txt");
        folder = home.resolve("packages/r1");
        Files.createDirectories(home.resolve("code/r1/shop"));
        Files.writeString(requirements, "Greeting>=1\n");
        Files.createDirectories(home.resolve("cache/pip"));
        Files.createFile(home.resolve("cache/pip/pip-25.1.1-py3-none-any.whl"));
        pip(PIP.replace("REPORT", REPORT));
    }

    @Test
    void installsExactlyWhatPipChose() throws IOException {
        PipPackages packages = packages(Map.of());

        packages.install(asking(), List.of(), Ground.GIVEN, folder, told::add);

        assertThat(packages.installed(folder))
                .extracting(PythonPackage::shown)
                .containsExactly(
                        "Greeting==1.2 wheel https://index.example/Greeting-1.2-py3-none-any.whl",
                        "parts==3 wheel https://index.example/parts-3-py3-none-any.whl sha256:c7b1");
        assertThat(packages.path(folder)).containsExactly(folder.resolve("lib"));
        assertThat(folder.resolve("lib/greeting.py")).hasContent("WORD = 'hello'");
        assertThat(home.resolve("asked"))
                .content()
                .contains(
                        "Greeting>=1",
                        "parts @ https://index.example/parts-3-py3-none-any.whl#sha256=c7b1\n",
                        "Greeting @ https://index.example/Greeting-1.2-py3-none-any.whl\n");
        assertThat(told).contains("Collecting greeting");
        assertThat(beside()).containsExactlyInAnyOrder(".built", "r1");
    }

    @Test
    void whatIsThereIsNotChosenAgain() throws IOException {
        packages(Map.of()).install(asking(), List.of(), Ground.GIVEN, folder, told::add);
        Files.delete(home.resolve("asked"));

        packages(Map.of()).install(asking(), List.of(), Ground.GIVEN, folder, told::add);

        assertThat(home.resolve("asked")).doesNotExist();
    }

    @Test
    void whatOdooHasAlreadyIsNotInstalled() throws IOException {
        pip(PIP.replace("REPORT", "{\"version\": \"1\", \"install\": []}"));
        PipPackages packages = packages(Map.of());

        packages.install(asking(), List.of(), Ground.GIVEN, folder, told::add);

        assertThat(packages.installed(folder)).isEmpty();
        assertThat(folder.resolve("lib")).isEmptyDirectory();
    }

    @Test
    void aKillLeavesTheFolderWholeOrNotThere() throws IOException {
        for (String moment : List.of("--report", "--target", "chmod -R", "mv --no-target-directory")) {
            host.breakAt(line -> line.contains(moment));
            assertThatThrownBy(() -> packages(Map.of()).install(asking(), List.of(), Ground.GIVEN, folder, told::add))
                    .isInstanceOf(Recording.Killed.class);
            assertThat(folder).doesNotExist();
        }
        host.breakAt(line -> false);

        packages(Map.of()).install(asking(), List.of(), Ground.GIVEN, folder, told::add);

        assertThat(beside()).containsExactlyInAnyOrder(".built", "r1");
    }

    @Test
    void theOperatorsIndexIsUsedAndItsPasswordShownNowhere() throws IOException {
        Path configuration = Files.writeString(
                home.resolve("pip.conf"), "[global]\nextra-index-url = https://me:hush2@more.example/simple\n");
        Map<String, String> environment = Map.of(
                "PIP_INDEX_URL", "https://me:hush1@index.example/simple",
                "PIP_TARGET", "/usr",
                "PIP_CONFIG_FILE", configuration.toString());
        pip(PIP.replace("REPORT", REPORT) + "cat \"$PIP_CONFIG_FILE\" >> HOME/asked\n");

        packages(environment).install(asking(), List.of(), Ground.GIVEN, folder, told::add);

        assertThat(home.resolve("env"))
                .content()
                .contains("PIP_INDEX_URL=https://me:hush1@index.example/simple")
                .doesNotContain("PIP_TARGET");
        assertThat(home.resolve("asked")).content().contains("hush2");
        assertThat(host.commands()).noneMatch(line -> line.contains("hush"));
    }

    @Test
    void aPackageThatTheIndexLacksIsNamedWithItsFile() throws IOException {
        Path other = home.resolve("code/r1/other/requirements.txt");
        Files.createDirectories(home.resolve("code/r1/other"));
        Files.writeString(other, "num2words\n");
        pip("""
                echo "Looking in indexes: https://me:hush@index.example/simple"
                echo "ERROR: Could not find a version that satisfies the requirement greeting>=1 (from versions: none)"
                echo "ERROR: No matching distribution found for greeting>=1"
                exit 1
                """);

        Fault fault = fault(List.of(new Asking(other, URL), new Asking(requirements, URL)));

        assertThat(fault.code()).isEqualTo("python.no-wheel");
        assertThat(fault.where()).isEqualTo("shop/requirements.txt");
        assertThat(fault.toString()).contains("greeting>=1").doesNotContain("hush");
        assertThat(folder).doesNotExist();
        assertThat(beside()).containsExactly(".built");
    }

    @Test
    void aPackageThatWouldHaveToBeBuiltIsNamed() throws IOException {
        pip("""
                echo "Processing ./greeting-1.tar.gz (from -r /x/requirements.txt (line 2))"
                echo "  Installing build dependencies: started"
                echo "ERROR: Could not install packages due to an OSError: understudy: no program may be started"
                exit 1
                """);

        Fault fault = fault(asking());

        assertThat(fault.code()).isEqualTo("python.source-package");
        assertThat(fault.toString()).contains("greeting-1.tar.gz");
    }

    @Test
    void whateverElsePipSaysIsTold() throws IOException {
        pip("echo 'ERROR: the index https://me:hush@index.example is asleep'; exit 1\n");

        Fault fault = fault(asking());

        assertThat(fault.code()).isEqualTo("python.not-installed");
        assertThat(fault.where()).isEqualTo("shop/requirements.txt");
        assertThat(fault.toString()).contains("https://***@index.example is asleep");
    }

    private Fault fault(List<Asking> asking) {
        return catchThrowableOfType(
                        FaultException.class,
                        () -> packages(Map.of()).install(asking, List.of(), Ground.GIVEN, folder, told::add))
                .fault();
    }

    private void pip(String script) throws IOException {
        Files.writeString(home.resolve("pip.sh"), script.replace("HOME", home.toString()));
    }

    private PipPackages packages(Map<String, String> environment) {
        return new PipPackages(host, new Program(), home.resolve("cache"), place(), environment);
    }

    private List<Asking> asking() {
        return List.of(new Asking(requirements, URL));
    }

    private BuildPlace place() {
        return new BuildPlace(
                home.resolve("packages/.built"),
                "",
                new NamedRepositories(host, home.resolve("mirrors"), GitWalls.NONE));
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> entries = Files.list(home.resolve("packages"))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /** A Python without a sandbox, which runs the test's own program. */
    private final class Program implements OdooPython {

        @Override
        public String build(Consumer<String> progress) {
            return "debian:19.0";
        }

        @Override
        public List<String> alone(
                String user,
                Map<String, String> variables,
                List<Path> read,
                List<Path> written,
                List<String> arguments) {
            return python(read, written, arguments);
        }

        @Override
        public List<String> python(List<Path> read, List<Path> written, List<String> arguments) {
            List<String> argv =
                    new ArrayList<>(List.of("sh", home.resolve("pip.sh").toString()));
            argv.addAll(arguments);
            return argv;
        }
    }
}
