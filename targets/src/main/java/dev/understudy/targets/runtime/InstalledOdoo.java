package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.NamespaceFilter;
import dev.understudy.targets.host.Walls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An Odoo that is already installed, started with a command ({@code from: command}). Where it runs as a user of its own, it
 * sees the machine read-only, and of the home no more than any other Odoo does.
 */
public final class InstalledOdoo implements OdooProgram {

    private final Host host;
    private final List<String> command;
    private final List<Path> addons;
    private final Path home;
    private final Path filters;

    /**
     * @param home Understudy's, which Odoo does not see
     * @param filters the folder for filters of system calls
     * @param command the program and its first arguments
     * @param addons the folders of its own addons
     */
    public InstalledOdoo(Host host, Path home, Path filters, List<String> command, List<Path> addons) {
        this.host = host;
        this.home = home;
        this.filters = filters;
        this.command = List.copyOf(command);
        this.addons = List.copyOf(addons);
    }

    /** {@code command:} and what {@code --version} says, as a user who may nothing. Throws {@code runtime.no-odoo}. */
    @Override
    public String build(Consumer<String> progress) {
        List<String> argv = new ArrayList<>(host.root() ? Door.as(Door.NOBODY) : List.of());
        argv.addAll(command);
        argv.add("--version");
        CommandResult said =
                host.run(Command.of(Door.behind(Walls.bounded(Bounds.ofCopies()), "", Optional.empty(), argv)));
        if (!said.succeeded() || !said.out().startsWith("Odoo ")) {
            throw Fault.failed("runtime.no-odoo", String.join(" ", command), (said.out() + said.err()).strip())
                    .exception();
        }
        return "command:" + said.out().strip().replace("Odoo Server ", "");
    }

    @Override
    public List<Path> coreAddons() {
        return addons;
    }

    /** All: {@code addons_path} replaces what Odoo would take by default, as {@code addons} beside {@code odoo-bin}. */
    @Override
    public List<Path> addonsToName() {
        return addons;
    }

    @Override
    public Grounds grounds(OdooSetting setting) {
        return new Grounds(Optional.empty(), command);
    }

    @Override
    public List<String> argv(OdooSetting setting, String mark, List<String> arguments) {
        List<String> program = new ArrayList<>(command);
        program.addAll(arguments);
        if (!setting.user().isEmpty()) {
            return Sandbox.ofMachine(home, NamespaceFilter.in(host, filters))
                    .argv(setting, Optional.empty(), mark, program);
        }
        List<String> argv = new ArrayList<>();
        argv.add("env");
        argv.add("-i");
        argv.add("PATH=/usr/local/bin:/usr/bin:/bin");
        OdooEnvironment.of(setting, mark).forEach((name, value) -> argv.add(name + "=" + value));
        argv.addAll(program);
        return Door.behind(setting.walls(), "", Optional.empty(), argv);
    }

    @Override
    public List<String> beside(OdooSetting setting, Errand errand) {
        return Sandbox.ofMachine(home, NamespaceFilter.in(host, filters)).argv(setting, Optional.empty(), errand);
    }
}
