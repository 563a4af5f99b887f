package dev.understudy.engine.fake;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.check.Checks;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.OdooProgram;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Instances are files that outlive the process, and say which commit they run and which password they have. */
final class FakeOdooRuntime implements OdooRuntime {

    private static final String CHECKS = "UNDERSTUDY_CHECKS = [";

    static final String BUILD = "fake:19.0";

    /** Of an instance that all others go before. */
    static final String LAST = "last\n";

    private static final String NO_REPORT = "no report";

    private final Flaw flaw;
    private final Effects effects;

    FakeOdooRuntime(Flaw flaw, Effects effects) {
        this.flaw = flaw;
        this.effects = effects;
    }

    /** Where the instances of an environment stand. */
    static Path instances(Path environment) {
        return environment.resolve("instances");
    }

    @Override
    public String build(Consumer<String> progress) {
        return BUILD;
    }

    @Override
    public List<Path> coreAddons() {
        return List.of();
    }

    @Override
    public void start(Instance instance, OdooSetting setting) {
        Path file = file(instance, setting);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(instances(setting.directory()));
            Files.writeString(
                    file,
                    "commit=" + commit(setting) + "\npassword="
                            + setting.database().password() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        effects.happened(instance.role() + " started");
    }

    @Override
    public void startLast(Instance instance, OdooSetting setting) {
        start(instance, setting);
        try {
            Files.writeString(file(instance, setting), LAST, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void raise(Instance instance, OdooSetting setting) {
        Path file = file(instance, setting);
        try {
            if (Files.exists(file) && Files.readString(file).endsWith(LAST)) {
                Files.writeString(file, Files.readString(file).replace(LAST, ""));
                effects.happened(instance.role() + " raised");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What waits is gone when it is not let go, and changes nothing. */
    @Override
    public void load(Instance instance, OdooSetting setting, List<String> modules) {
        effects.happened("Odoo loaded");
    }

    @Override
    public void unload(Instance instance, OdooSetting setting) {
        // What waits changes nothing.
    }

    @Override
    public void stop(Instance instance, OdooSetting setting, Duration patience) {
        try {
            if (Files.deleteIfExists(file(instance, setting))) {
                effects.happened(instance.role() + " stopped");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Optional<Long> pid(Instance instance, OdooSetting setting) {
        return Files.exists(file(instance, setting)) ? Optional.of(1L) : Optional.empty();
    }

    @Override
    public OnceResult once(OdooSetting setting, List<String> arguments, String input, Path log, Duration timeout) {
        if (!arguments.contains("shell")) {
            throw new UnsupportedOperationException("the fake updates need no process");
        }
        String asked = input.substring(input.indexOf(CHECKS) + CHECKS.length());
        String checks = asked.substring(0, asked.indexOf(']'));
        if (checks.contains("session")) {
            signIn(setting);
        }
        boolean newRelease = commit(setting).endsWith("-new");
        boolean first = !effects.all().contains(NO_REPORT);
        String said = Arrays.stream(checks.replace("'", "").split(", ", -1))
                .map(check -> "UNDERSTUDY-CHECK {\"name\": \"" + check
                        + "\", \"millis\": 1, \"said\": \"\", \"error\": \""
                        + (check.equals("report") && flaw.failsReport(newRelease, first) ? NO_REPORT : "") + "\"}\n")
                .collect(Collectors.joining());
        if (said.contains(NO_REPORT)) {
            effects.happened(NO_REPORT);
        }
        return new OnceResult(0, said, Duration.ofSeconds(1));
    }

    private static String commit(OdooSetting setting) {
        try {
            return Files.readString(setting.code().addons().getFirst().resolve("commit"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void signIn(OdooSetting setting) {
        Path sessions = setting.dataDirectory().resolve("sessions").resolve("fe");
        try {
            Files.createDirectories(sessions);
            Files.writeString(sessions.resolve(Checks.SESSION + "abc"), "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An update goes on without the engine that began it, until somebody ends it. */
    @Override
    public boolean cutOff(OdooSetting setting, Fault why) {
        return false;
    }

    @Override
    public void endLeftovers(OdooSetting setting) {
        Path pgdata = setting.dataDirectory().resolveSibling("pgdata");
        try {
            if (Files.deleteIfExists(pgdata.resolve(FakeClusters.UPDATING))) {
                effects.happened("leftovers ended");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public OdooProgram.Grounds grounds(OdooSetting setting) {
        return new OdooProgram.Grounds(Optional.empty(), List.of("odoo"));
    }

    @Override
    public List<Path> addonsToName() {
        return List.of();
    }

    @Override
    public Path log(Instance instance, OdooSetting setting) {
        return setting.logs().resolve(instance.name() + ".log");
    }

    private static Path file(Instance instance, OdooSetting setting) {
        return instances(setting.directory()).resolve(instance.name());
    }
}
