package dev.understudy.bench.truth;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The repositories of a history, with a commit for each state. */
final class Code {

    /** The repository that packages are put into. */
    static final String PACKAGES = "community";

    private static final String TIP = "main";

    private final Host host;
    private final Path folder;
    private final History history;
    private final AddonPackages packages;

    /**
     * @param folder that gets a folder per repository
     */
    Code(Host host, Path folder, History history, AddonPackages packages) {
        this.host = host;
        this.folder = folder;
        this.history = history;
        this.packages = packages;
    }

    /** The names of the repositories, in the order of the addons path. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (!history.packages().isEmpty()) {
            names.add(PACKAGES);
        }
        history.repositories().forEach(repository -> names.add(repository.name()));
        return names;
    }

    Path repository(String name) {
        return folder.resolve(name);
    }

    /** The modules of the list that production has: those of all packages, and those that repositories name. */
    Set<String> modules() throws IOException {
        Set<String> modules = new TreeSet<>();
        if (!history.packages().isEmpty()) {
            try (Stream<Path> folders = Files.list(repository(PACKAGES))) {
                folders.filter(one -> Files.exists(one.resolve("__manifest__.py")))
                        .forEach(one -> modules.add(one.getFileName().toString()));
            }
        }
        history.repositories().forEach(repository -> modules.addAll(repository.modules()));
        return modules;
    }

    /** Brings the repositories to a state; the commits of a release of it. */
    Map<String, String> bring(int state) throws IOException {
        Map<String, String> commits = new LinkedHashMap<>();
        if (!history.packages().isEmpty()) {
            commits.put(PACKAGES, commitPackages(state));
        }
        for (History.DatedRepository repository : history.repositories()) {
            commits.put(repository.name(), atDate(repository, state));
        }
        return commits;
    }

    /** Lets the working folders hold what a release has. */
    void show(Map<String, String> commits) {
        commits.forEach((name, commit) -> git(repository(name), "switch", "--quiet", "--force-create", TIP, commit));
    }

    /** Commits what was changed by hand in the working folders, on a branch of its own. */
    Map<String, String> commitBroken(Map<String, String> from, String name, Edit edit) throws IOException {
        Map<String, String> commits = new LinkedHashMap<>(from);
        for (String repository : names()) {
            Path at = repository(repository);
            git(at, "switch", "--quiet", "--force-create", name, from.getOrDefault(repository, TIP));
            edit.in(at);
            git(at, "add", "--all");
            git(at, "commit", "--quiet", "--allow-empty", "--message=Break: " + name);
            commits.put(repository, git(at, "rev-parse", "HEAD").strip());
            git(at, "switch", "--quiet", "--force", TIP);
        }
        return commits;
    }

    /** A change of the files of a repository. */
    @FunctionalInterface
    interface Edit {
        void in(Path repository) throws IOException;
    }

    /** Modules whose content differs between two releases. */
    Set<String> changed(Map<String, String> before, Map<String, String> after) {
        Set<String> modules = new TreeSet<>();
        for (String name : names()) {
            String from = before.getOrDefault(name, "");
            String to = after.getOrDefault(name, "");
            modules.addAll(git(repository(name), "diff", "--name-only", from, to)
                    .lines()
                    .filter(line -> line.contains("/"))
                    .map(line -> line.substring(0, line.indexOf('/')))
                    .collect(Collectors.toSet()));
        }
        return modules;
    }

    /** Puts the code of a release into a folder of its own, for Odoo without Understudy. */
    List<Path> placed(Map<String, String> commits, Path target) throws IOException {
        host.delete(target);
        List<Path> addons = new ArrayList<>();
        for (String name : names()) {
            Path at = Files.createDirectories(target.resolve(name));
            host.require(Command.of(
                    "bash",
                    "-c",
                    "git -C \"$1\" archive \"$2\" | tar -x -C \"$3\"",
                    "archive",
                    repository(name).toString(),
                    commits.getOrDefault(name, ""),
                    at.toString()));
            addons.add(at);
        }
        return addons;
    }

    private String commitPackages(int state) throws IOException {
        Path at = repository(PACKAGES);
        if (!Files.isDirectory(at.resolve(".git"))) {
            Files.createDirectories(at);
            git(at, "init", "--quiet", "--initial-branch=" + TIP);
        }
        String message = "State " + state;
        String known = git(at, "log", "--all", "--format=%H %s")
                .lines()
                .filter(line -> line.endsWith(" " + message))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse("");
        if (!known.isEmpty()) {
            git(at, "switch", "--quiet", "--force-create", TIP, known);
            return known;
        }
        git(at, "rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".");
        Set<String> requirements = new TreeSet<>(history.requirements());
        for (Map.Entry<String, String> one : history.versions(state).entrySet()) {
            packages.place(one.getKey(), one.getValue(), at, requirements);
        }
        Files.write(at.resolve("requirements.txt"), requirements);
        git(at, "add", "--all", "--force");
        git(at, "commit", "--quiet", "--allow-empty", "--message=" + message);
        return git(at, "rev-parse", "HEAD").strip();
    }

    private String atDate(History.DatedRepository repository, int state) {
        Path at = repository(repository.name());
        if (!Files.isDirectory(at.resolve(".git"))) {
            host.require(Command.of(
                    "git", "clone", "--quiet", "--branch", repository.branch(), repository.path(), at.toString()));
        }
        List<String> dates = repository.dates();
        String date = dates.get(Math.min(state, dates.size() - 1));
        String commit = git(at, "rev-list", "-1", "--first-parent", "--before=" + date, "origin/" + repository.branch())
                .strip();
        git(at, "switch", "--quiet", "--force-create", TIP, commit);
        return commit;
    }

    private String git(Path at, String... arguments) {
        List<Object> argv = new ArrayList<>(List.of(
                "git", "-c", "user.name=Bench", "-c", "user.email=bench@acme.example", "-c", "core.autocrlf=false"));
        argv.addAll(List.of(arguments));
        return host.require(Command.of(argv.toArray()).in(at)).out();
    }
}
