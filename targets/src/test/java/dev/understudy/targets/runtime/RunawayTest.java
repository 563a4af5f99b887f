package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a release does that runs away, in a copy: it ends at its own wall. In the machine's root, as its own user. All others
 * go first, so on a loaded machine it takes its time.
 */
@Timeout(600)
final class RunawayTest {

    /** Few and small, so that a test does not take what it tests the bounds of. */
    private static final Bounds BOUNDS = new Bounds(40, 600L << 20, 32L << 20, 256);

    private static final Instance WEB = new Instance("staging", Role.WEB, Slot.BLUE);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String FORK_BOMB = """
            import os, time
            begun = 0
            try:
                while begun < 5000:
                    if os.fork() == 0:
                        time.sleep(600)
                    begun += 1
            except BlockingIOError:
                print("refused after", begun, flush=True)
                os._exit(0)
            """;

    private static final String HOG = """
            taken = []
            for step in range(4000):
                taken.append(bytearray(1 << 20))
            print("has all")
            """;

    private static final String FILLER = """
            import os, signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            try:
                with open(os.environ["HOME"] + "/big", "wb") as file:
                    while True:
                        file.write(bytes(1 << 20))
            except OSError as refused:
                print(refused.strerror)
            """;

    private static final String LOOK = """
            import ctypes, glob, os
            calls = ctypes.CDLL(None, use_errno=True)
            print("processes", len(glob.glob("/proc/[0-9]*")), "own", os.getpid())
            print("user namespace", calls.unshare(0x10000000), os.strerror(ctypes.get_errno()))
            print("policy", os.sched_getscheduler(0), "privileges", open("/proc/self/status").read().count("NoNewPrivs:\\t1"))
            for path in ("/etc/written", HOME + "/written"):
                try:
                    open(path, "w")
                    print("wrote", path)
                except OSError as refused:
                    print(path, refused.strerror)
            print("seen", sorted(os.listdir(HOME)), sorted(os.listdir(HOME + "/volumes/staging/live/data")))
            open(os.environ["HOME"] + "/made", "w")
            print("mode", oct(os.stat(os.environ["HOME"] + "/made").st_mode))
            """;

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private Path home;
    private String user = "";
    private OdooSetting setting;
    private OdooRuntime odoo;
    private Path script;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(host.root(), "only root starts a copy as a user of its own");
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        user = SystemUsers.ofEnvironment(home, "staging");
        new SystemUsers(host).ensure(user);
        Path data = home.resolve("volumes/staging/live/data");
        new PrivateTree(host).give(data, user);
        Path code = Files.createDirectories(home.resolve("code/r1"));
        Files.setPosixFilePermissions(code.getParent(), PosixFilePermissions.fromString("rwx------"));
        script = code.resolve("addons").resolve("odoo.py");
        Files.createDirectories(script.getParent());
        Files.createDirectories(home.resolve("secrets"));
        setting = new OdooSetting(
                new OdooSetting.Tenant("staging", user, Walls.bounded(BOUNDS)),
                "19.0",
                new OdooSetting.DatabaseLogin("acme", 5433, "s3cret"),
                new OdooSetting.Code(List.of(script.getParent()), List.of()),
                new OdooSetting.Places(data, home.resolve("env/staging"), List.of()),
                new OdooSetting.Seat(Slot.BLUE, LoopbackPorts.free(), LoopbackPorts.free(), 0),
                new OdooSetting.Conduct(false, OutgoingMail.NONE, Map.of()));
        odoo = new ProcessRuntime(
                host,
                new InstalledOdoo(
                        host, home, home.resolve("env"), List.of("python3", "-I", script.toString()), List.of()),
                () -> "random");
    }

    @AfterEach
    void remove() {
        if (!user.isEmpty()) {
            odoo.stop(WEB, setting, Duration.ZERO);
            odoo.endLeftovers(setting);
            Walls.forget(user);
            host.delete(home);
            new SystemUsers(host).remove(user);
        }
    }

    @Test
    void forksUntilItMayNot() throws IOException {
        assertThat(performed(FORK_BOMB).out()).startsWith("refused after ").doesNotContain("5000");
        // The first of its processes has ended, and with it all.
        assertThat(processes()).isEmpty();
    }

    @Test
    void takesMemoryUntilItMayNot() throws IOException {
        OnceResult result = performed(HOG);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.out()).doesNotContain("has all");
    }

    @Test
    void writesAFileUntilItMayNot() throws IOException {
        assertThat(performed(FILLER).out()).contains("File too large");
        assertThat(Files.size(setting.dataDirectory().resolve("big"))).isLessThanOrEqualTo(BOUNDS.fileSize());
    }

    @Test
    void whoWaitsForWhatIsCutOffIsToldWhy() throws Exception {
        Fault why = Fault.refused("environment.no-room", "staging");
        write("import os, time\nopen(os.environ['HOME'] + '/ready', 'w')\ntime.sleep(600)\n");
        CompletableFuture<OnceResult> update = CompletableFuture.supplyAsync(
                () -> odoo.once(setting, List.of(), "", setting.logs().resolve("update.log"), LONGEST));
        awaitReady();

        assertThat(odoo.cutOff(setting, why)).isTrue();

        assertThatThrownBy(update::join).hasMessageContaining("environment.no-room");
        assertThat(odoo.cutOff(setting, why)).isFalse();
        assertThat(processes()).isEmpty();
    }

    @Test
    void seesNothingThatIsNotItsOwn() throws IOException {
        assertThat(performed(LOOK).out().lines())
                .containsExactly(
                        "processes 1 own 1",
                        "user namespace -1 Operation not permitted",
                        "policy 5 privileges 1",
                        "/etc/written Read-only file system",
                        home + "/written Permission denied",
                        "seen ['code', 'env', 'volumes'] []",
                        "mode 0o100600");
    }

    @Test
    void aServerIsFoundStoppedAndEndsWithAllThatItBegan() throws IOException {
        write("""
                import os, signal, sys, time
                if os.fork() == 0:
                    os.setsid()
                    time.sleep(600)
                def end(*ignored):
                    open(os.environ["HOME"] + "/stopped", "w")
                    os._exit(0)
                signal.signal(signal.SIGTERM, end)
                open(os.environ["HOME"] + "/ready", "w")
                while True:
                    pass
                """);
        odoo.start(WEB, setting);
        awaitReady();
        assertThat(odoo.pid(WEB, setting)).isPresent();

        odoo.stop(WEB, setting, LONGEST);

        assertThat(setting.dataDirectory().resolve("stopped")).exists();
        assertThat(odoo.pid(WEB, setting)).isEmpty();
        assertThat(processes()).isEmpty();
    }

    /** Those of the user; what has ended and was not fetched yet by its parent is none. */
    private List<String> processes() {
        return host.run(Command.of("ps", "--user", user, "--format", "stat=,args="))
                .out()
                .lines()
                .filter(line -> !line.startsWith("Z"))
                .toList();
    }

    private void awaitReady() {
        Path ready = setting.dataDirectory().resolve("ready");
        assertThat(Patience.HERE.until(() -> Files.exists(ready), LONGEST, Duration.ofMillis(20), ready))
                .isTrue();
    }

    private OnceResult performed(String program) throws IOException {
        write(program);
        return odoo.once(setting, List.of("-u", "all"), "", setting.logs().resolve("update.log"), LONGEST);
    }

    private void write(String program) throws IOException {
        Files.writeString(script, "HOME = \"" + home + "\"\n" + program);
    }
}
