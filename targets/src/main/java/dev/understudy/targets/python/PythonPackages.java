package dev.understudy.targets.python;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Installs the Python packages that a release's repositories ask for, beside the release's code. */
public interface PythonPackages {

    /** What a repository asks with, at its top. */
    String REQUIREMENTS = "requirements.txt";

    /** Whether they can be installed for the project's Odoo; otherwise somebody does it by hand. */
    boolean possible();

    /**
     * Makes a folder with the packages that {@code requirements} ask for and Odoo's own Python does not have; nothing when
     * it is there. The folder is whole or not there, whatever interrupts this.
     *
     * @param requirements one {@link #REQUIREMENTS} of each repository that has any
     * @param folder where to
     * @param progress told what is going on, a line at a time
     * @throws dev.understudy.model.fault.FaultException {@code python.no-wheel}, {@code python.source-package},
     *     {@code python.not-installed}, {@code python.too-slow}, {@code python.no-pip}, {@code python.pip-needs-root}
     */
    void install(List<Path> requirements, Path folder, Consumer<String> progress);

    /** The folder that goes before Odoo's own packages: below {@code folder}, or none when there is none. */
    List<Path> path(Path folder);

    /** What was installed there: {@code NAME==VERSION} each, sorted. */
    List<String> installed(Path folder);
}
