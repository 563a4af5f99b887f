package dev.understudy.targets.python;

import dev.understudy.model.release.PythonPackage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Installs the Python packages that a release's repositories ask for, beside the release's code. */
public interface PythonPackages {

    /** What a repository asks with, at its top. */
    String REQUIREMENTS = "requirements.txt";

    /** Whether they can be installed for the project's Odoo; otherwise somebody does it by hand. */
    boolean possible();

    /**
     * What Python finds before a release's own packages are looked for.
     *
     * @param odoo the folder of Odoo's code, where a release brings it
     * @param packages of that Odoo, as {@link #path} of the folder that {@link #prepare} made
     */
    record Ground(Optional<Path> odoo, List<Path> packages) {

        /** An Odoo that is there with all it needs. */
        public static final Ground GIVEN = new Ground(Optional.empty(), List.of());

        public Ground {
            packages = List.copyOf(packages);
        }
    }

    /**
     * Makes a folder with all that the {@link #REQUIREMENTS} of Odoo itself ask for, built from source where there is no
     * wheel; nothing when it is there, or when this Odoo has none. The folder is whole or not there.
     *
     * @param odoo the folder of Odoo's code
     * @param folder where to
     * @param progress told what is going on, a line at a time
     * @throws dev.understudy.model.fault.FaultException as {@link #install}
     */
    void prepare(Path odoo, Path folder, Consumer<String> progress);

    /**
     * Makes a folder with the packages that repositories ask for and Odoo's own Python does not have; nothing when
     * it is there. What has no wheel is built, without the network. The folder is whole or not there, whatever interrupts this.
     *
     * @param asking each repository that has {@link #REQUIREMENTS}
     * @param frozen what was chosen for them before, and is installed again; none when nothing was
     * @param ground what is there already
     * @param folder where to
     * @param progress told what is going on, a line at a time
     * @throws dev.understudy.model.fault.FaultException {@code python.no-wheel}, {@code python.source-package},
     *     {@code python.not-installed}, {@code python.too-slow}, {@code python.no-pip}, {@code python.pip-needs-root},
     *     {@code python.not-built}, {@code python.build-lacks-package}, {@code python.build-lacks-wheel},
     *     {@code python.build-wants-network}, {@code python.source-outside},
     *     {@code python.wheel-gone}, and those of git for what is named by its address
     */
    void install(
            List<Asking> asking, List<PythonPackage> frozen, Ground ground, Path folder, Consumer<String> progress);

    /**
     * What of some packages and programs Odoo would not find.
     *
     * @param ground what is there besides
     * @param folder of the release's own packages
     * @return none where Odoo's Python is not known
     */
    MissingParts missing(Needed needed, Ground ground, Path folder);

    /**
     * What the manifests of modules ask for.
     *
     * @param packages of Python: requirements such as {@code zeep>=4}
     * @param programs on the path
     */
    record Needed(Collection<String> packages, Collection<String> programs) {

        public Needed {
            packages = List.copyOf(packages);
            programs = List.copyOf(programs);
        }
    }

    /**
     * Those of them that are not there, as they are written.
     *
     * @param unread packages at which Odoo gives up before it looks, since it has no package {@code packaging} to read versions
     *     with
     */
    record MissingParts(List<String> packages, List<String> programs, List<String> unread) {

        /** Nothing is missing. */
        public static final MissingParts NONE = new MissingParts(List.of(), List.of(), List.of());

        public MissingParts {
            packages = List.copyOf(packages);
            programs = List.copyOf(programs);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Wheels that were built here and are not needed any more.
     *
     * @param named the checksums of those that somebody may want again
     * @param before what was made or used since stays too: somebody may be about to name it
     * @return their files, sorted by name
     */
    List<Path> unused(Set<String> named, Instant before);

    /**
     * Deletes them; what nobody wants is built again when somebody does.
     *
     * @return the files that were there
     */
    List<Path> forget(Set<String> named, Instant before);

    /** The folder that goes before Odoo's own packages: below {@code folder}, or none when there is none. */
    List<Path> path(Path folder);

    /** What was installed there, sorted by name. */
    List<PythonPackage> installed(Path folder);
}
