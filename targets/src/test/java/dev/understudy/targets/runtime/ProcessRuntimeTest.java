package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a program that behaves as Odoo does towards its processes: a master, workers, a graceful stop. */
@Timeout(120)
class ProcessRuntimeTest {

    private static final Instance WEB = new Instance("staging", Role.WEB, Slot.BLUE);
    private static final Instance CRON = new Instance("staging", Role.CRON, Slot.BLUE);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PROGRAM = """
            case "$*" in
            *--version*) echo "Odoo Server 19.0-test"; exit ;;
            *--echo*) echo "$*"; cat; echo; chrt --pid $$ | sed -n "s/.*policy: //p"; exit 3 ;;
            *--broken*) chrt --pid $$; echo "no such option" >&2; exit 2 ;;
            *--forever*) sleep 600 & sleep 600 ;;
            esac
            [ -e "$HOME/port" ] && python3 "$HOME/worker.py" "$(cat "$HOME/port")" &
            sleep 600 &
            trap 'echo graceful >> "$HOME/stopped"; kill $!; exit 0' TERM
            [ -e "$HOME/stubborn" ] && trap '' TERM
            echo "$*" >> "$HOME/started"
            wait; sleep 600
            """;

    /** Listens, as Odoo's workers do with their master's socket. */
    private static final String WORKER = """
            import socket, sys, time
            listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
            time.sleep(600)
            """;

    private final Recording host = new Recording();

    @TempDir
    Path home;

    private OdooSetting setting;
    private OdooRuntime odoo;
    private Path program;

    @BeforeEach
    void odoo() throws IOException {
        setting = Settings.in(home);
        program = Files.writeString(home.resolve("odoo-bin"), PROGRAM);
        // Others read an installed Odoo too.
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        odoo = runtime(host);
    }

    private OdooRuntime runtime(Host on) {
        return new ProcessRuntime(
                on,
                new InstalledOdoo(
                        on,
                        home,
                        home.resolve("env"),
                        List.of("sh", program.toString()),
                        List.of(Path.of("/opt/odoo/addons"))),
                () -> "random");
    }

    @AfterEach
    void end() {
        odoo.stop(WEB, setting, Duration.ZERO);
        odoo.stop(CRON, setting, Duration.ZERO);
        odoo.endLeftovers(setting);
    }

    @Test
    void startsOnceAndIsFoundAgainByTheNextUnderstudy() throws IOException {
        odoo.start(WEB, setting);
        odoo.start(WEB, setting);
        long pid = odoo.pid(WEB, setting).orElseThrow();
        OdooRuntime next = runtime(host);
        next.start(WEB, setting);

        assertThat(next.pid(WEB, setting)).contains(pid);
        assertThat(odoo.pid(CRON, setting)).isEmpty();
        assertThat(started(1))
                .containsExactly("--config=" + setting.configuration() + " --logfile="
                        + setting.directory().resolve("logs/staging-web-blue.log") + " --max-cron-threads=0");
        assertThat(ProcessHandle.of(pid).orElseThrow().isAlive()).isTrue();
    }

    @Test
    void aStopIsGracefulAndLeavesNothing() throws IOException {
        odoo.start(WEB, setting);
        odoo.start(CRON, setting);
        started(2);

        odoo.stop(WEB, setting, PATIENCE);
        odoo.stop(WEB, setting, PATIENCE);

        assertThat(Files.readAllLines(setting.dataDirectory().resolve("stopped")))
                .containsExactly("graceful");
        assertThat(odoo.pid(WEB, setting)).isEmpty();
        assertThat(odoo.pid(CRON, setting)).isPresent();
        assertThat(marked("staging-web-blue")).isEmpty();
    }

    @Test
    void cronsRunInWorkersThatAreBegunAnewWhenTheyDie() throws IOException {
        odoo.start(CRON, setting);

        assertThat(started(1)).singleElement().asString().endsWith(" --no-http --workers=1");
    }

    @Test
    void whatDoesNotEndIsKilledWithItsChildren() throws IOException {
        Files.writeString(setting.dataDirectory().resolve("stubborn"), "");
        odoo.start(WEB, setting);
        started(1);

        odoo.stop(WEB, setting, Duration.ofMillis(500));

        assertThat(marked("staging-web-blue")).isEmpty();
    }

    @Test
    void workersOfAKilledMasterAreEndedBeforeTheNextStart() throws IOException {
        odoo.start(WEB, setting);
        started(1);
        long master = odoo.pid(WEB, setting).orElseThrow();
        host.require(Command.of("kill", "-KILL", master));
        await(() -> odoo.pid(WEB, setting).isEmpty());
        List<Long> orphans = marked("staging-web-blue");

        odoo.start(WEB, setting);

        assertThat(odoo.pid(WEB, setting)).isPresent().get().isNotEqualTo(master);
        assertThat(marked("staging-web-blue")).doesNotContainAnyElementsOf(orphans);
    }

    @Test
    void aWorkerOfAKilledMasterKeepsNoPortFromTheNextStart() throws IOException {
        Files.writeString(setting.dataDirectory().resolve("worker.py"), WORKER);
        Files.writeString(
                setting.dataDirectory().resolve("port"),
                Integer.toString(setting.seat().http()));
        odoo.start(WEB, setting);
        await(this::listening);
        host.require(Command.of("kill", "-KILL", odoo.pid(WEB, setting).orElseThrow()));
        await(() -> odoo.pid(WEB, setting).isEmpty());

        odoo.start(WEB, setting);

        assertThat(odoo.pid(WEB, setting)).isPresent();
    }

    @Test
    void anInstanceWhoseLauncherIsStillAtWorkIsNotStartedTwice() throws IOException {
        // As after a kill of Understudy between the launch and Odoo.
        String mark = setting.directory().resolve("staging-web-blue").toString();
        host.require(Command.of(
                        "setsid",
                        "--fork",
                        "sh",
                        "-c",
                        "sleep 1; exec env -i PATH=/usr/bin:/bin HOME=\"$1\" UNDERSTUDY_INSTANCE=\"$2\" sh \"$3\" first",
                        "sh",
                        setting.dataDirectory(),
                        mark,
                        program)
                .with(ProcessTable.LAUNCHER, mark));

        odoo.start(WEB, setting);

        assertThat(started(1)).containsExactly("first");
    }

    @Test
    void writesTheConfigurationForItsReaderAlone() throws IOException {
        odoo.start(CRON, setting);

        assertThat(Files.getPosixFilePermissions(setting.configuration()).toString())
                .doesNotContain("OTHERS");
        assertThat(Files.readString(setting.configuration()))
                .contains(
                        "db_password = s3cret",
                        "admin_passwd = random",
                        "addons_path = /opt/odoo/addons",
                        "list_db = False");
        assertThat(host.commands()).noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void refusesAPortThatSomebodyElseAnswersOn() throws IOException {
        try (ServerSocket other = new ServerSocket(setting.seat().http(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> odoo.start(WEB, setting))
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .hasMessageContaining("java (pid " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("runtime.port-in-use");
        }
        odoo.start(WEB, setting);
    }

    @Test
    void tellsWhatKeptItFromStarting() throws IOException {
        Path nowhere = home.resolve("nowhere");
        OdooRuntime broken = new ProcessRuntime(
                host,
                new InstalledOdoo(host, home, home.resolve("env"), List.of(nowhere.toString()), List.of()),
                () -> "random");

        assertThatThrownBy(() -> broken.start(WEB, setting))
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("runtime.not-started");
        assertThatThrownBy(broken::build).hasMessageContaining("runtime.no-odoo");
    }

    @Test
    void oneThatIsKilledAsItBeginsIsStartedOnceMore() throws IOException {
        killAsItBegins(1);

        odoo.start(CRON, setting);

        assertThat(started(1)).hasSize(1);
        assertThat(odoo.pid(CRON, setting)).isPresent();
    }

    @Test
    void tellsThatItWasKilledAgain() {
        killAsItBegins(2);

        assertThatThrownBy(() -> odoo.start(CRON, setting))
                .hasMessageContaining("staging-cron-blue")
                .hasMessageContaining("runtime.killed");
    }

    @Test
    void runsOnceToItsEndAndAScriptBehindAllOthers() {
        Path log = setting.logs().resolve("update.log");

        OnceResult result = odoo.once(setting, List.of("shell", "--echo"), "print(1)", log, Duration.ofSeconds(30));
        OnceResult broken = odoo.once(setting, List.of("--broken"), "", log, Duration.ofSeconds(30));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEqualTo("shell --echo --logfile=" + log + "\nprint(1)\nSCHED_IDLE\n");
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.out()).contains("no such option").doesNotContain("SCHED_IDLE");
        assertThat(odoo.build()).isEqualTo("command:19.0-test");
    }

    @Test
    void endsASingleRunPastItsTimeAndWhatAnotherUnderstudyLeft() throws IOException {
        Path log = setting.logs().resolve("update.log");
        assertThatThrownBy(() -> odoo.once(setting, List.of("--forever"), "", log, Duration.ofSeconds(1)))
                .hasMessageContaining("host.timed-out");
        assertThat(marked("once")).isEmpty();

        CompletableFuture<OnceResult> left = CompletableFuture.supplyAsync(
                () -> runtime(new Recording()).once(setting, List.of("--forever"), "", log, Duration.ofMinutes(5)));
        await(() -> marked("once").size() > 2);
        odoo.endLeftovers(setting);

        assertThat(marked("once")).isEmpty();
        assertThat(left.join().exitCode()).isNotZero();
    }

    private boolean listening() {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), setting.seat().http())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** So early that nothing of it is seen. */
    private void killAsItBegins(int times) {
        AtomicInteger launches = new AtomicInteger();
        host.answer(command -> command.shown().contains("setsid") && launches.incrementAndGet() <= times
                ? Optional.of(new CommandResult(0, "", "", Duration.ZERO))
                : Optional.empty());
    }

    private List<Long> marked(String name) {
        return new ProcessTable()
                .marked(setting.directory().resolve(name).toString()).stream()
                        .map(ProcessTable.Marked::pid)
                        .toList();
    }

    private List<String> started(int times) throws IOException {
        Path file = setting.dataDirectory().resolve("started");
        await(() -> Files.exists(file) && lines(file).size() >= times);
        return lines(file);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
