package dev.understudy.targets.runtime;

import dev.understudy.targets.host.ProcessTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The Odoo of a project: where it is and how a process of it is launched. */
public interface OdooProgram {

    /** Identifies the build; makes it ready when it is not, which may take minutes, and tells how it goes. */
    String build(Consumer<String> progress);

    /** As {@link #build(Consumer)}, silently. */
    default String build() {
        return build(line -> {});
    }

    /** The folders of Odoo's own addons, as seen from this host. */
    List<Path> coreAddons();

    /** Those of {@link #coreAddons} that Odoo does not find by itself. */
    List<Path> addonsToName();

    /** What it stands on, for who wants to run it without Understudy. */
    Grounds grounds(OdooSetting setting);

    /**
     * What an Odoo stands on.
     *
     * @param root the folder that is its {@code /}; absent where it is this machine's
     * @param command the program, as seen from that root, and its first arguments
     */
    record Grounds(Optional<Path> root, List<String> command) {
        public Grounds {
            command = List.copyOf(command);
        }
    }

    /**
     * The argv that runs Odoo as the environment's user, with nothing but what it needs.
     *
     * @param mark becomes {@link ProcessTable#VARIABLE} in the environment of the process and of all its children
     * @param arguments Odoo's
     */
    List<String> argv(OdooSetting setting, String mark, List<String> arguments);

    /** The argv that runs another program where Odoo runs, as the environment's user, which there must be. */
    List<String> beside(OdooSetting setting, Errand errand);

    /**
     * The argv that loads Odoo's code and modules of its own, says {@link Standby#LOADED}, and waits on standard input for
     * Odoo's arguments, one a line, then an empty line; it goes on as {@link #argv} with them. Empty where nothing is known
     * of Odoo but its command.
     */
    default Optional<List<String>> waiting(OdooSetting setting, String mark, List<String> modules) {
        return Optional.empty();
    }
}
