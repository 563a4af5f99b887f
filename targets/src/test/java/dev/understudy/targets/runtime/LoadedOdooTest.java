package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a program that waits as Odoo does when its code has been loaded. */
@Timeout(120)
class LoadedOdooTest {

    private static final Instance WEB = new Instance("staging", Role.WEB, Slot.BLUE);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PROGRAM = """
            if [ "$1" = --waiting ]; then
                set --
                echo "loaded"
                while read -r line && [ -n "$line" ]; do set -- "$@" "$line"; done
                exec </dev/null
                echo "went on"
            fi
            case "$*" in
            *-u\\ sale*) echo "$*"; exit 3 ;;
            esac
            echo "$*" > "$HOME/started"
            exec sleep 600
            """;

    private final Host host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    Path home;

    private OdooSetting setting;
    private OdooRuntime odoo;

    @BeforeEach
    void odoo() throws IOException {
        setting = Settings.in(home);
        odoo = runtime();
    }

    private OdooRuntime runtime() throws IOException {
        Path program = Files.writeString(home.resolve("odoo-bin"), PROGRAM);
        return new ProcessRuntime(host, new Waiting(host, program), () -> "random");
    }

    @AfterEach
    void end() {
        odoo.unload(WEB, setting);
        odoo.stop(WEB, setting, Duration.ZERO);
        odoo.endLeftovers(setting);
    }

    @Test
    void whatWasLoadedIsNoInstanceUntilItIsStartedAndThenGoesOn() {
        odoo.load(WEB, setting, List.of("base"));
        long loaded = await("staging-web-blue");
        assertThat(odoo.pid(WEB, setting)).isEmpty();

        odoo.start(WEB, setting);
        odoo.start(WEB, setting);

        assertThat(odoo.pid(WEB, setting)).contains(loaded);
        assertThat(started())
                .isEqualTo("--config=" + setting.configuration() + " --logfile=" + odoo.log(WEB, setting)
                        + " --max-cron-threads=0\n");
        odoo.stop(WEB, setting, PATIENCE);
        assertThat(marked("staging-web-blue")).isEmpty();
    }

    @Test
    void nobodyWaitsForTheOutputOfWhatWaits() throws IOException {
        odoo.load(WEB, setting, List.of("base"));
        await("staging-web-blue");

        for (ProcessTable.Marked launcher : new ProcessTable().launchers(mark("staging-web-blue"))) {
            for (String stream : List.of("1", "2")) {
                assertThat(Files.readSymbolicLink(Path.of("/proc/" + launcher.pid() + "/fd/" + stream)))
                        .isEqualTo(setting.directory().resolve("run/staging-web-blue.out"));
            }
        }
    }

    @Test
    void whatWasLoadedIsStartedAnewForAnotherSetting() throws IOException {
        odoo.load(WEB, setting, List.of("base"));
        long loaded = await("staging-web-blue");

        OdooSetting other = Settings.with(
                "",
                setting.dataDirectory(),
                setting.directory(),
                List.of(home.resolve("other-code")),
                List.of(),
                setting.seat().http());
        odoo.start(WEB, other);

        assertThat(odoo.pid(WEB, setting)).isPresent().get().isNotEqualTo(loaded);
        assertThat(marked("staging-web-blue")).doesNotContain(loaded);
    }

    @Test
    void theNextUnderstudyStartsAnewWhatAnotherHadLoaded() throws IOException {
        odoo.load(WEB, setting, List.of("base"));
        long loaded = await("staging-web-blue");

        OdooRuntime next = runtime();
        assertThat(next.pid(WEB, setting)).isEmpty();
        next.start(WEB, setting);

        assertThat(next.pid(WEB, setting)).isPresent().get().isNotEqualTo(loaded);
        assertThat(marked("staging-web-blue")).doesNotContain(loaded);
    }

    @Test
    void anUpdateGoesOnFromWhatWasLoadedOnce() {
        Path log = setting.logs().resolve("update.log");
        odoo.load(WEB, setting, List.of("base"));

        OnceResult first = odoo.once(setting, List.of("-u", "sale"), "", log, PATIENCE);
        OnceResult second = odoo.once(setting, List.of("-u", "sale"), "", log, PATIENCE);

        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.out()).isEqualTo("went on\n-u sale --logfile=" + log + "\n");
        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.out()).isEqualTo("-u sale --logfile=" + log + "\n");
    }

    @Test
    void aShellMeanwhileLeavesWhatWasLoadedForTheUpdate() {
        Path log = setting.logs().resolve("update.log");
        odoo.load(WEB, setting, List.of("base"));

        OnceResult shell = odoo.once(setting, List.of("-u", "sale"), "print(1)", log, PATIENCE);
        OnceResult update = odoo.once(setting, List.of("-u", "sale"), "", log, PATIENCE);

        assertThat(shell.exitCode()).isEqualTo(3);
        assertThat(update.out()).startsWith("went on\n");
    }

    @Test
    void anUpdateStartsAnewWhenWhatWasLoadedIsGone() {
        odoo.load(WEB, setting, List.of("base"));
        long once = await("once");
        host.require(Command.of("kill", "-KILL", once));
        await(() -> !marked("once").contains(once));

        OnceResult update =
                odoo.once(setting, List.of("-u", "sale"), "", setting.logs().resolve("update.log"), PATIENCE);

        assertThat(update.exitCode()).isEqualTo(3);
    }

    @Test
    void anUpdateThatTakesTooLongIsEnded() {
        odoo.load(WEB, setting, List.of("base"));

        assertThatThrownBy(() -> odoo.once(
                        setting, List.of("--forever"), "", setting.logs().resolve("update.log"), Duration.ofSeconds(1)))
                .hasMessageContaining("host.timed-out");
        assertThat(marked("once")).isEmpty();
    }

    @Test
    void whatWasLoadedStaysWhenOdooIsStoppedUntilItIsUnloaded() {
        odoo.load(WEB, setting, List.of("base"));
        long web = await("staging-web-blue");
        long once = await("once");

        odoo.stop(WEB, setting, PATIENCE);
        odoo.endLeftovers(setting);
        assertThat(marked("staging-web-blue")).containsExactly(web);
        assertThat(marked("once")).containsExactly(once);

        odoo.unload(WEB, setting);
        assertThat(marked("staging-web-blue")).isEmpty();
        assertThat(marked("once")).isEmpty();
        odoo.start(WEB, setting);
        assertThat(odoo.pid(WEB, setting)).isPresent();
    }

    @Test
    void whatWentOnIsNotUnloaded() {
        odoo.load(WEB, setting, List.of("base"));
        odoo.start(WEB, setting);
        Optional<Long> pid = odoo.pid(WEB, setting);

        odoo.unload(WEB, setting);

        assertThat(pid).isPresent().isEqualTo(odoo.pid(WEB, setting));
    }

    private String started() {
        Path file = setting.dataDirectory().resolve("started");
        await(() -> host.exists(file) && !host.read(file).isEmpty());
        return host.read(file);
    }

    /** The process of this name, which may just be about to begin. */
    private long await(String name) {
        await(() -> !marked(name).isEmpty());
        return marked(name).getFirst();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private List<Long> marked(String name) {
        return new ProcessTable()
                .marked(mark(name)).stream().map(ProcessTable.Marked::pid).toList();
    }

    private String mark(String name) {
        return setting.directory().resolve(name).toString();
    }

    /** An installed Odoo of which more is known than its command. */
    private record Waiting(InstalledOdoo odoo) implements OdooProgram {

        Waiting(Host host, Path program) {
            this(new InstalledOdoo(
                    host, Path.of("/nowhere"), Path.of("/nowhere/env"), List.of("sh", program.toString()), List.of()));
        }

        @Override
        public String build(Consumer<String> progress) {
            return odoo.build(progress);
        }

        @Override
        public List<Path> coreAddons() {
            return odoo.coreAddons();
        }

        @Override
        public List<Path> addonsToName() {
            return odoo.addonsToName();
        }

        @Override
        public Grounds grounds(OdooSetting setting) {
            return odoo.grounds(setting);
        }

        @Override
        public List<String> argv(OdooSetting setting, String mark, List<String> arguments) {
            return odoo.argv(setting, mark, arguments);
        }

        @Override
        public List<String> beside(OdooSetting setting, Errand errand) {
            return odoo.beside(setting, errand);
        }

        @Override
        public Optional<List<String>> waiting(OdooSetting setting, String mark, List<String> modules) {
            return Optional.of(argv(setting, mark, List.of("--waiting")));
        }
    }
}
