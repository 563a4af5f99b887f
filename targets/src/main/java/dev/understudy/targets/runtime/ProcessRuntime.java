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
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.postgres.Clusters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Odoo as plain processes of this machine. */
public final class ProcessRuntime implements OdooRuntime {

    private static final String LOOPBACK = "127.0.0.1";

    /** The name of what runs once, to its end. */
    private static final String ONCE = "once";

    /** What reads what it does from its input: never one that was loaded ahead, and beside it. */
    private static final String SHELL = "shell";

    private final Host host;
    private final OdooProgram program;
    private final Supplier<String> passwords;
    private final MarkedProcesses processes;
    private final Standbys standbys;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** Why what ran once was ended, by its mark. */
    private final Map<String, Fault> cut = new ConcurrentHashMap<>();

    /**
     * @param passwords makes random passwords, for {@code admin_passwd}
     */
    public ProcessRuntime(Host host, OdooProgram program, Supplier<String> passwords) {
        this.host = host;
        this.program = program;
        this.passwords = passwords;
        this.processes = new MarkedProcesses(host);
        this.standbys = new Standbys(host, program, processes);
    }

    @Override
    public String build(Consumer<String> progress) {
        return program.build(progress);
    }

    @Override
    public List<Path> coreAddons() {
        return program.coreAddons();
    }

    /**
     * @throws dev.understudy.model.fault.FaultException {@code runtime.port-in-use}, {@code runtime.not-started},
     *     {@code runtime.killed}
     */
    @Override
    public void start(Instance instance, OdooSetting setting) {
        String mark = mark(setting, instance.name());
        synchronized (locks.computeIfAbsent(mark, any -> new Object())) {
            if (!standbys.waits(mark)) {
                if (processes.runs(mark)) {
                    return;
                }
                // Workers of a killed master have its ports.
                end(mark, Duration.ZERO);
            }
            if (instance.role() == Instance.Role.WEB) {
                Ports.requireFree(new Listeners(host), setting);
            }
            if (!standbys.go(mark, setting, arguments(instance, setting))) {
                end(mark, Duration.ZERO);
                launch(instance, setting, mark);
            }
        }
    }

    @Override
    public void startLast(Instance instance, OdooSetting setting) {
        start(instance, setting.last());
    }

    @Override
    public void raise(Instance instance, OdooSetting setting) {
        processes.raise(mark(setting, instance.name()));
    }

    private void launch(Instance instance, OdooSetting setting, String mark) {
        prepare(setting);
        // Not among the logs: there the environment's user could have put a link.
        Path said = setting.directory().resolve("run").resolve(instance.name() + ".out");
        List<String> argv = new ArrayList<>(
                List.of("setsid", "--fork", "sh", "-c", "exec \"$@\" </dev/null >>\"$0\" 2>&1", said.toString()));
        argv.addAll(program.argv(setting, mark, arguments(instance, setting)));
        Command command = Command.of(argv).with(ProcessTable.LAUNCHER, mark);
        if (begins(command, mark, said)) {
            return;
        }
        String words = host.read(said).strip();
        if (!words.isEmpty()) {
            throw Fault.failed(
                            "runtime.not-started", instance.name(), words.substring(Math.max(0, words.length() - 1000)))
                    .at(said)
                    .exception();
        }
        // One that ends without a word was killed, which says nothing of the next.
        if (!begins(command, mark, said)) {
            throw Fault.failed("runtime.killed", instance.name()).exception();
        }
    }

    private boolean begins(Command command, String mark, Path said) {
        host.write(said, "", "0644", null);
        host.require(command);
        boolean begun = processes.awaitLeader(mark);
        if (!begun) {
            end(mark, Duration.ZERO);
        }
        return begun;
    }

    @Override
    public void load(Instance instance, OdooSetting setting, List<String> modules) {
        prepare(setting);
        List<String> marks = marks(instance, setting);
        for (String mark : marks) {
            synchronized (locks.computeIfAbsent(mark, any -> new Object())) {
                end(mark, Duration.ZERO);
                standbys.begin(mark, setting, modules);
            }
        }
        marks.forEach(standbys::awaitLoaded);
    }

    @Override
    public void unload(Instance instance, OdooSetting setting) {
        marks(instance, setting).stream().filter(standbys::waits).forEach(mark -> end(mark, Duration.ZERO));
    }

    /** Of what is loaded ahead. */
    private static List<String> marks(Instance instance, OdooSetting setting) {
        return List.of(mark(setting, ONCE), mark(setting, instance.name()));
    }

    @Override
    public void stop(Instance instance, OdooSetting setting, Duration patience) {
        endUnlessWaiting(mark(setting, instance.name()), patience);
    }

    @Override
    public Optional<Long> pid(Instance instance, OdooSetting setting) {
        String mark = mark(setting, instance.name());
        return standbys.waits(mark) ? Optional.empty() : processes.leader(mark);
    }

    @Override
    public OnceResult once(OdooSetting setting, List<String> arguments, String input, Path log, Duration timeout) {
        String mark = mark(setting, input.isEmpty() ? ONCE : SHELL);
        cut.remove(mark);
        OnceResult result = uncut(mark, setting, arguments, input, log, timeout);
        Fault why = cut.remove(mark);
        if (why != null) {
            throw why.exception();
        }
        return result;
    }

    private OnceResult uncut(
            String mark, OdooSetting setting, List<String> arguments, String input, Path log, Duration timeout) {
        List<String> logged = new ArrayList<>(arguments);
        if (!arguments.contains("db")) {
            logged.add("--logfile=" + log);
        }
        Optional<OnceResult> loaded =
                input.isEmpty() ? standbys.once(mark, setting, logged, timeout) : Optional.empty();
        if (loaded.isPresent()) {
            return loaded.get();
        }
        end(mark, Duration.ZERO);
        prepare(setting);
        CommandResult result =
                host.run(Command.of(program.argv(input.isEmpty() ? setting : setting.last(), mark, logged))
                        .with(ProcessTable.LAUNCHER, mark)
                        .withInput(input)
                        .within(timeout));
        // What kept Odoo from writing a log of its own.
        String said = result.succeeded() ? result.out() : result.out() + result.err();
        return new OnceResult(result.exitCode(), said, result.duration());
    }

    @Override
    public void endLeftovers(OdooSetting setting) {
        endUnlessWaiting(mark(setting, ONCE), Duration.ZERO);
        end(mark(setting, SHELL), Duration.ZERO);
    }

    @Override
    public boolean cutOff(OdooSetting setting, Fault why) {
        boolean once = cutOff(mark(setting, ONCE), why);
        return cutOff(mark(setting, SHELL), why) || once;
    }

    private boolean cutOff(String mark, Fault why) {
        if (standbys.waits(mark) || !processes.runs(mark)) {
            return false;
        }
        cut.put(mark, why);
        end(mark, Duration.ZERO);
        return true;
    }

    @Override
    public Path log(Instance instance, OdooSetting setting) {
        return setting.logs().resolve(instance.name() + ".log");
    }

    @Override
    public OdooProgram.Grounds grounds(OdooSetting setting) {
        return program.grounds(setting);
    }

    @Override
    public List<Path> addonsToName() {
        return program.addonsToName();
    }

    private List<String> arguments(Instance instance, OdooSetting setting) {
        List<String> arguments =
                new ArrayList<>(List.of("--config=" + setting.configuration(), "--logfile=" + log(instance, setting)));
        arguments.addAll(
                switch (instance.role()) {
                    case WEB -> List.of("--max-cron-threads=0");
                    // Workers let a running job end, and are begun anew when the database has gone; threads do neither.
                    case CRON -> List.of("--no-http", "--workers=1");
                });
        return arguments;
    }

    /** Writes the configuration and the folder of logs, with what the environment's user may read and write. */
    private void prepare(OdooSetting setting) {
        String user = setting.user();
        host.write(setting.configuration(), conf(setting).text(), "0640", user.isEmpty() ? null : "root:" + user);
        // Not the logs in it: those of an earlier version go with time.
        host.require(Command.of("install", "-d", "-m", "0700", "--", setting.directory(), setting.logs()));
        if (!user.isEmpty()) {
            host.require(Command.of("chown", user + ":" + user, "--", setting.logs()));
        }
    }

    private OdooConf conf(OdooSetting setting) {
        return new OdooConf(
                Series.of(setting.series()),
                new DatabaseAccess(
                        LOOPBACK,
                        setting.database().port(),
                        Clusters.ODOO_ROLE,
                        setting.database().password(),
                        setting.database().name()),
                passwords.get(),
                new HttpService(LOOPBACK, setting.seat().http(), setting.seat().gevent(), true),
                setting.seat().workers(),
                2,
                Limits.defaults(),
                setting.dataDirectory().toString(),
                addonsPath(setting),
                Optional.empty(),
                setting.conduct().demo(),
                setting.conduct().mail(),
                setting.conduct().options());
    }

    private List<String> addonsPath(OdooSetting setting) {
        return Stream.concat(program.addonsToName().stream(), setting.code().addons().stream())
                .map(Path::toString)
                .toList();
    }

    /** What waits is no Odoo yet: it keeps nothing from anybody. */
    private void endUnlessWaiting(String mark, Duration patience) {
        if (!standbys.waits(mark)) {
            end(mark, patience);
        }
    }

    private void end(String mark, Duration patience) {
        processes.end(mark, patience);
        standbys.forget(mark);
    }

    /** Unique on the machine: the folder of the environment names its home too. */
    private static String mark(OdooSetting setting, String name) {
        return setting.directory().resolve(name).toString();
    }
}
