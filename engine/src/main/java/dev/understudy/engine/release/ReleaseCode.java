package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.Release;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.addons.AddonsFolders;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.python.Asking;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.python.PythonPackages.Ground;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The code of releases on this host, and the Python packages that it asks for: made once, never changed, shared by all
 * environments, so that production runs what was rehearsed.
 */
public final class ReleaseCode {

    /** Where a package of the index brings Odoo addons, below the folder of packages. */
    private static final String ADDONS = "odoo/addons";

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;
    private final PythonPackages packages;

    public ReleaseCode(
            ProjectHome home,
            Supplier<Project> project,
            Function<Repository, Mirror> mirrors,
            PythonPackages packages) {
        this.home = home;
        this.project = project;
        this.mirrors = mirrors;
        this.packages = packages;
    }

    /**
     * Writes the code of a release into its folder, and installs the Python packages that it asks for beside it; nothing
     * when they are there.
     *
     * @param frozen the Python packages that were chosen for it before; none when it was not placed yet
     * @param progress told what is going on, a line at a time
     * @throws dev.understudy.model.fault.FaultException {@code release.repository-left}, those of
     *     {@link Mirror#complete} and {@link PythonPackages#install}
     */
    public void place(Release release, List<PythonPackage> frozen, Consumer<String> progress) {
        Repositories.require(release, project.get());
        for (Map.Entry<String, String> entry : release.commits().entrySet()) {
            project.get()
                    .repository(entry.getKey())
                    .ifPresent(repository -> place(release.id(), repository, entry.getValue()));
        }
        odoo(release.id()).ifPresent(odoo -> packages.prepare(odoo, environment(odoo), progress));
        List<Asking> asking = requirements(release.id());
        if (!asking.isEmpty()) {
            packages.install(asking, frozen, ground(release.id()), home.packages(release.id()), progress);
        }
    }

    private void place(String release, Repository repository, String commit) {
        Path folder = home.code(release, repository.name());
        if (!project.get().ofOdoo(repository.name())) {
            mirrors.apply(repository).export(commit, folder);
            return;
        }
        Path build = home.build(repository.name(), commit);
        mirrors.apply(repository).export(commit, build);
        try {
            if (!Files.isSymbolicLink(folder)) {
                Files.createDirectories(folder.resolveSibling(""));
                Files.createSymbolicLink(folder, build);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The repositories of a release that ask for Python packages. */
    public List<String> asking(Release release) {
        return release.commits().entrySet().stream()
                .filter(entry -> !project.get().ofOdoo(entry.getKey()))
                .filter(entry -> project.get()
                        .repository(entry.getKey())
                        .map(mirrors)
                        .filter(mirror -> mirror.files(entry.getValue()).contains(PythonPackages.REQUIREMENTS))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether Python packages are installed here; otherwise somebody does it by hand. */
    public boolean installsPackages() {
        return packages.possible();
    }

    /** The Python packages that were installed for a release. */
    public List<PythonPackage> installed(String release) {
        return packages.installed(home.packages(release));
    }

    /** All that is installed for a release, what Odoo itself asks for included, as lines of a requirements file. */
    public List<String> everythingInstalled(String release) {
        return Stream.concat(
                        installed(release).stream(),
                        odoo(release).stream().flatMap(odoo -> packages.installed(environment(odoo)).stream()))
                .map(PythonPackage::requirement)
                .distinct()
                .toList();
    }

    /** Where a repository comes from, without credentials; empty where the project has it no more. */
    public Optional<String> origin(String repository) {
        return project.get().repository(repository).map(Repository::url).map(Credentials::redacted);
    }

    /**
     * Writes each repository of a release into a folder, as whoever works with git has it.
     *
     * @param environment whose branches they stand at
     * @return the folders of those that the project has no more: of them there are files alone
     */
    public List<Path> writeClones(Release release, String environment, Path folder, Consumer<String> progress) {
        List<Path> left = new ArrayList<>();
        for (String name : Repositories.of(release)) {
            Optional<Repository> repository = project.get().repository(name);
            if (repository.isEmpty()) {
                left.add(home.code(release.id(), name));
                continue;
            }
            progress.accept("Writing the repository " + name);
            mirrors.apply(repository.get())
                    .writeClone(
                            String.valueOf(release.commits().get(name)),
                            repository.get().branch(environment),
                            folder.resolve(name));
        }
        return left;
    }

    /** The folders of a release's Python packages, which go before Odoo's own. */
    public List<Path> packages(String release) {
        return Stream.concat(packages.path(home.packages(release)).stream(), ground(release).packages().stream())
                .toList();
    }

    private Ground ground(String release) {
        return odoo(release)
                .map(odoo -> new Ground(Optional.of(odoo), packages.path(environment(odoo))))
                .orElse(Ground.GIVEN);
    }

    /** Builds of Odoo that ask for the same have it together. */
    private Path environment(Path odoo) {
        Path requirements = odoo.resolve(PythonPackages.REQUIREMENTS);
        try {
            String asked = Files.exists(requirements) ? Files.readString(requirements) : "";
            return home.packages(Repository.ODOO + "-" + Sha256.of(asked).substring(0, 16));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What these modules need and Odoo would not find: packages of Python and programs. */
    public PythonPackages.MissingParts missing(String release, PythonPackages.Needed needed) {
        return packages.missing(needed, ground(release), home.packages(release));
    }

    /** As {@link PythonPackages#unused}. */
    public List<Path> unusedWheels(Set<String> named, Instant before) {
        return packages.unused(named, before);
    }

    /** As {@link PythonPackages#forget}. */
    public List<Path> forgetWheels(Set<String> named, Instant before) {
        return packages.forget(named, before);
    }

    /** The folder of Odoo's own code, where a release brings it. */
    public Optional<Path> odoo(String release) {
        return Optional.of(Repository.ODOO)
                .filter(name -> project.get().ofOdoo(name))
                .map(name -> home.code(release, name));
    }

    /** Odoo's own are looked after by themselves. */
    private List<Asking> requirements(String release) {
        return project.get().repositories().stream()
                .filter(repository -> !project.get().ofOdoo(repository.name()))
                .map(repository -> new Asking(
                        home.code(release, repository.name()).resolve(PythonPackages.REQUIREMENTS), repository.url()))
                .filter(asking -> Files.isRegularFile(asking.requirements()))
                .toList();
    }

    /**
     * The addons folders of a release, in the order of the repositories in {@code understudy.yaml}. Those that it does not
     * name any more come after these: what runs with them goes on running. Addons that came as Python packages come last.
     */
    public List<Path> addons(String release) {
        List<String> named =
                project.get().repositories().stream().map(Repository::name).toList();
        Stream<Path> repositories = Stream.concat(
                        named.stream(), placed(release).filter(name -> !named.contains(name)))
                .flatMap(name -> AddonsFolders.in(home.code(release, name)).stream());
        return Stream.concat(
                        repositories,
                        packages(release).stream()
                                .map(folder -> folder.resolve(ADDONS))
                                .filter(Files::isDirectory))
                .toList();
    }

    private Stream<String> placed(String release) {
        Path all = home.code(release, "any").resolveSibling("");
        if (!Files.isDirectory(all)) {
            return Stream.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
