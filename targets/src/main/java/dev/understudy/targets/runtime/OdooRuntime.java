package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs Odoo. Processes outlive Understudy and are found again by a mark in their environment. Every act is idempotent. */
public interface OdooRuntime {

    /**
     * Identifies the Odoo build: {@code debian:19.0.0+dfsg-1}. Makes the runtime ready when it is not, which is long, and
     * tells how that goes, a line at a time.
     */
    String build(Consumer<String> progress);

    /** As {@link #build(Consumer)}, silently. */
    default String build() {
        return build(line -> {});
    }

    /** The folders of Odoo's own addons, as seen from this host. */
    List<Path> coreAddons();

    /** Starts an instance in the background; nothing when it runs. Does not wait until it answers. */
    void start(Instance instance, OdooSetting setting);

    /** As {@link #start}, while others serve who go first, until {@link #raise}. */
    void startLast(Instance instance, OdooSetting setting);

    /** Lets an instance go with all others; nothing when it does not run, or does so already. */
    void raise(Instance instance, OdooSetting setting);

    /**
     * Loads Odoo's code in two processes that wait: the next {@link #once} without input and the next {@link #start} of
     * the instance, which does not run now, go on from there where they have the same setting. Nothing happens where Odoo
     * cannot wait.
     *
     * @param modules the names of those of Odoo's own modules that are loaded too, each after what it depends on; none may
     *     have a hook that is called when it has been loaded
     */
    void load(Instance instance, OdooSetting setting, List<String> modules);

    /** Ends what {@link #load} began, and nobody has told to go on. */
    void unload(Instance instance, OdooSetting setting);

    /**
     * Asks an instance to end, waits, and ends its whole process group when it does not; nothing when it does not run.
     *
     * @param patience how long running requests may take
     */
    void stop(Instance instance, OdooSetting setting, Duration patience);

    /** The process id of a running instance. */
    Optional<Long> pid(Instance instance, OdooSetting setting);

    /**
     * Runs Odoo once, to its end: an update, an installation, tests, a shell script on standard input. Ends what an
     * earlier one has left running.
     *
     * @param arguments Odoo's, with the configuration: {@link dev.understudy.odoo.cli.OdooArguments}
     * @param input standard input, a script; empty for none. Nobody waits for what a script does: all others go first
     * @param log where Odoo's log goes; appended to
     */
    OnceResult once(OdooSetting setting, List<String> arguments, String input, Path log, Duration timeout);

    /** Ends whatever {@link #once} left running for the environment when Understudy died. */
    void endLeftovers(OdooSetting setting);

    /**
     * Ends what {@link #once} runs for the environment, in the midst of it; who waits for it is told why.
     *
     * @return whether anything ran
     */
    boolean cutOff(OdooSetting setting, Fault why);

    /** What its Odoo stands on, for who wants to run it without Understudy. */
    OdooProgram.Grounds grounds(OdooSetting setting);

    /** The folders of Odoo's own addons that {@code odoo.conf} has to name. */
    List<Path> addonsToName();

    /** The log file of an instance. */
    Path log(Instance instance, OdooSetting setting);

    /**
     * How a single run ended.
     *
     * @param exitCode Odoo's own
     * @param out standard output; standard error too when it failed
     */
    record OnceResult(int exitCode, String out, Duration duration) {}
}
