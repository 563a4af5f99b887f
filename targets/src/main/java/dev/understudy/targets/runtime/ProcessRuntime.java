package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.conf.DatabaseAccess;
import dev.understudy.odoo.conf.HttpService;
import dev.understudy.odoo.conf.Limits;
import dev.understudy.odoo.conf.OdooConf;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Clusters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Odoo as plain processes of this machine. */
public final class ProcessRuntime implements OdooRuntime {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LOOK = Duration.ofMillis(50);

    /** How long a killed process may take to be gone. */
    private static final Duration KILLED = Duration.ofSeconds(10);

    private final Host host;
    private final OdooProgram program;
    private final Supplier<String> passwords;
    private final ProcessTable processes = new ProcessTable();

    /**
     * @param passwords makes random passwords, for {@code admin_passwd}
     */
    public ProcessRuntime(Host host, OdooProgram program, Supplier<String> passwords) {
        this.host = host;
        this.program = program;
        this.passwords = passwords;
    }

    @Override
    public String build() {
        return program.build();
    }

    @Override
    public List<Path> coreAddons() {
        return program.coreAddons();
    }

    @Override
    public void start(Instance instance, OdooSetting setting) {
        if (pid(instance, setting).isPresent()) {
            return;
        }
        prepare(setting);
        List<String> argv = new ArrayList<>(List.of(
                "setsid",
                "--fork",
                "sh",
                "-c",
                "exec \"$@\" </dev/null >>\"$0\" 2>&1",
                setting.logs().resolve(instance.name() + ".out").toString()));
        argv.addAll(program.argv(setting, mark(setting, instance.name()), arguments(instance, setting)));
        host.require(Command.of(argv));
        awaitMark(instance, setting);
    }

    @Override
    public void stop(Instance instance, OdooSetting setting, Duration patience) {
        end(mark(setting, instance.name()), patience);
    }

    @Override
    public Optional<Long> pid(Instance instance, OdooSetting setting) {
        return processes.leader(mark(setting, instance.name()));
    }

    @Override
    public OnceResult once(OdooSetting setting, List<String> arguments, String input, Path log, Duration timeout) {
        prepare(setting);
        List<String> all = new ArrayList<>(List.of("--config=" + setting.configuration(), "--logfile=" + log));
        int command = arguments.isEmpty() || arguments.getFirst().startsWith("-") ? 0 : 1;
        List<String> ordered = new ArrayList<>(arguments.subList(0, command));
        ordered.addAll(all);
        ordered.addAll(arguments.subList(command, arguments.size()));
        CommandResult result = host.run(Command.of(program.argv(setting, mark(setting, "once"), ordered))
                .withInput(input)
                .within(timeout));
        return new OnceResult(result.exitCode(), result.out(), result.duration());
    }

    @Override
    public void endLeftovers(OdooSetting setting) {
        end(mark(setting, "once"), Duration.ZERO);
    }

    @Override
    public Path log(Instance instance, OdooSetting setting) {
        return setting.logs().resolve(instance.name() + ".log");
    }

    private List<String> arguments(Instance instance, OdooSetting setting) {
        List<String> arguments =
                new ArrayList<>(List.of("--config=" + setting.configuration(), "--logfile=" + log(instance, setting)));
        arguments.addAll(
                switch (instance.role()) {
                    case WEB -> List.of("--max-cron-threads=0");
                    case CRON -> List.of("--no-http", "--workers=0");
                });
        return arguments;
    }

    /** Writes the configuration and the folder of logs, with what the environment's user may read and write. */
    private void prepare(OdooSetting setting) {
        String user = setting.user();
        host.write(setting.configuration(), conf(setting).text(), "0640", user.isEmpty() ? null : "root:" + user);
        if (!host.exists(setting.logs())) {
            host.require(Command.of("mkdir", "-p", setting.logs()));
        }
        if (!user.isEmpty()) {
            host.require(Command.of("chown", user + ":" + user, setting.logs()));
        }
    }

    private OdooConf conf(OdooSetting setting) {
        return new OdooConf(
                Series.of(setting.series()),
                new DatabaseAccess(
                        LOOPBACK,
                        setting.databasePort(),
                        Clusters.ODOO_ROLE,
                        setting.databasePassword(),
                        setting.database()),
                passwords.get(),
                new HttpService(LOOPBACK, setting.httpPort(), setting.gevent(), true),
                setting.workers(),
                2,
                Limits.defaults(),
                setting.dataDirectory().toString(),
                addonsPath(setting),
                Optional.empty(),
                setting.demo(),
                setting.mails(),
                Map.of());
    }

    /** Odoo finds its own addons by itself, but an installed one may keep some elsewhere. */
    private static List<String> addonsPath(OdooSetting setting) {
        return setting.addons().stream().map(Path::toString).toList();
    }

    private void awaitMark(Instance instance, OdooSetting setting) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (pid(instance, setting).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw Fault.failed("runtime.not-started", instance.name())
                        .at(setting.logs().resolve(instance.name() + ".out"))
                        .exception();
            }
            pause();
        }
    }

    private void end(String mark, Duration patience) {
        Optional<Long> leader = processes.leader(mark);
        if (leader.isPresent() && !patience.isZero()) {
            host.run(Command.of("kill", "-TERM", leader.get()));
            awaitEnd(mark, patience);
        }
        long deadline = System.nanoTime() + KILLED.toNanos();
        List<ProcessTable.Marked> left = processes.marked(mark);
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw Fault.failed("runtime.not-stopped", mark, left.getFirst().pid())
                        .exception();
            }
            for (ProcessTable.Marked process : left) {
                host.run(Command.of("kill", "-KILL", process.pid()));
            }
            pause();
            left = processes.marked(mark);
        }
    }

    private void awaitEnd(String mark, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!processes.marked(mark).isEmpty() && System.nanoTime() < deadline) {
            pause();
        }
    }

    /** Unique on the machine: the folder of the environment names its home too. */
    private static String mark(OdooSetting setting, String name) {
        return setting.directory().resolve(name).toString();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", "odoo").exception(interrupt);
        }
    }
}
