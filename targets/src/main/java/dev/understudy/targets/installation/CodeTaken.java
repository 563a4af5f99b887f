package dev.understudy.targets.installation;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the modules of an installation that are not Odoo's own come from: the repository that they are checked out of,
 * where it has them as they run; else a repository that is made of them.
 *
 * @param folder for repositories that are made
 */
record CodeTaken(Found found, Host host, Path folder) {

    private static final String BRANCH = "main";
    private static final String AS_IT_RUNS = Adopted.Code.AS_IT_RUNS;
    private static final String SAID = "As production runs it";
    private static final String MAIL = "understudy@localhost";

    /** @param folders of modules, as they were found */
    List<Adopted.Code> take(List<Folder> folders) throws IOException {
        Checkouts checkouts = new Checkouts(found.place(), host);
        List<Adopted.Code> code = new ArrayList<>();
        Set<String> roots = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Folder one : folders) {
            if (one.core() || !one.present() || one.modules() == 0) {
                continue;
            }
            Optional<Checkout> checkout = usable(one, checkouts);
            if (checkout.isPresent()) {
                String root = checkout.get().root();
                if (roots.add(root)) {
                    String name = name(Path.of(root), names);
                    code.add(new Adopted.Code(name, root, checkout.get().branch(), one.path(), false));
                }
            } else if (!withinCopied(one, folders, checkouts)) {
                code.add(made(name(Path.of(one.path()), names), one.path()));
            }
        }
        if (code.isEmpty()) {
            code.add(made(name(Path.of("addons"), names), ""));
        }
        return code;
    }

    /** The checkout that has a folder's modules as they run, where one can be used as it is. */
    private Optional<Checkout> usable(Folder one, Checkouts checkouts) {
        return Optional.ofNullable(one.repository())
                .map(part -> whole(part, checkouts))
                .filter(this::asItRuns);
    }

    /**
     * Whether another folder that is copied has it in itself: its modules come along with that. One that is used as a checkout
     * may leave out what lies below it, as what git ignores.
     */
    private boolean withinCopied(Folder one, List<Folder> folders, Checkouts checkouts) {
        Path path = Path.of(one.path()).normalize();
        return folders.stream()
                .filter(other -> !other.core() && other.present() && other.modules() > 0)
                .filter(other -> !Path.of(other.path()).normalize().equals(path)
                        && path.startsWith(Path.of(other.path()).normalize()))
                .anyMatch(other -> usable(other, checkouts).isEmpty());
    }

    /** The repository that has a checkout as a submodule, at the commit that it names, where there is one; else the checkout. */
    private Checkout whole(Checkout part, Checkouts checkouts) {
        Path above = Path.of(part.root()).getParent();
        Optional<Checkout> outer = above == null ? Optional.empty() : checkouts.of(above.toString());
        return outer.filter(candidate -> unchanged(part) && hasSubmodule(candidate, part) && asItRuns(candidate))
                .map(candidate -> whole(candidate, checkouts))
                .orElse(part);
    }

    private boolean hasSubmodule(Checkout outer, Checkout part) {
        String path = Path.of(outer.root()).relativize(Path.of(part.root())).toString();
        return found.place()
                .text(outer.root() + "/.gitmodules")
                .orElse("")
                .lines()
                .anyMatch(line -> line.strip().replaceAll("\\s*=\\s*", "=").equals("path=" + path));
    }

    /** Whether a checkout's branch holds what runs, and can be reached from here. */
    private boolean asItRuns(Checkout checkout) {
        return found.place().equals(Place.HERE)
                && unchanged(checkout)
                && !checkout.branch().isEmpty();
    }

    private static boolean unchanged(Checkout checkout) {
        return Integer.valueOf(0).equals(checkout.changed());
    }

    private static String name(Path root, Set<String> taken) {
        String plain = Normalizer.normalize(String.valueOf(root.getFileName()), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        String name = plain.isEmpty() ? "addons" : plain.substring(0, Math.min(28, plain.length()));
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /**
     * A repository with the code as it runs. One that was made so gets a commit on a branch of its own when the code has changed;
     * what people do in it meanwhile is theirs, and stays. So does all of one that they put in its place.
     */
    private Adopted.Code made(String name, String origin) throws IOException {
        Path repository = folder.resolve(name);
        if (empty(repository)) {
            begin(repository, origin);
            return new Adopted.Code(name, repository.toString(), BRANCH, origin, true);
        }
        // Whoever looks at what production runs has that branch before him: it is not moved below his feet.
        Optional<String> before = branch(repository).equals(AS_IT_RUNS) ? Optional.empty() : noted(repository);
        before.ifPresent(commit -> note(repository, origin, commit));
        boolean worked = before.isEmpty() || !untouched(repository, before.get());
        if (!worked) {
            git(repository, "merge", "--quiet", "--ff-only", AS_IT_RUNS);
        }
        return new Adopted.Code(name, repository.toString(), BRANCH, origin, true, worked);
    }

    private static boolean empty(Path repository) throws IOException {
        if (!Files.exists(repository)) {
            return true;
        }
        try (Stream<Path> there = Files.list(repository)) {
            return there.findAny().isEmpty();
        }
    }

    /** Beside its place, so that what was cut off is nobody's repository. */
    private void begin(Path repository, String origin) throws IOException {
        Path aside = aside(repository);
        host.delete(aside);
        Files.createDirectories(aside);
        git(aside, "init", "--quiet", "--initial-branch=" + BRANCH);
        fill(aside, origin);
        git(aside, "add", "--all", "--force");
        commit(aside);
        git(aside, "branch", AS_IT_RUNS);
        Files.deleteIfExists(repository);
        Files.move(aside, repository);
    }

    private Path aside(Path repository) {
        return folder.resolve("." + repository.getFileName() + "-" + AS_IT_RUNS);
    }

    /** The commit with what ran when it was taken last; empty for a repository that has none. */
    private Optional<String> noted(Path repository) {
        return commitOf(repository, AS_IT_RUNS)
                .or(() -> Optional.of(host.run(git(
                                        repository,
                                        List.of(
                                                "log",
                                                "-1",
                                                "--format=%H",
                                                "--author=" + MAIL,
                                                "--fixed-strings",
                                                "--grep=" + SAID)))
                                .out()
                                .strip())
                        .filter(commit -> !commit.isEmpty()));
    }

    private Optional<String> commitOf(Path repository, String revision) {
        return Optional.of(
                        host.run(git(repository, List.of("rev-parse", "--verify", "--quiet", revision + "^{commit}"))))
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip());
    }

    /** That is checked out; empty for none. */
    private String branch(Path repository) {
        return host.run(git(repository, List.of("symbolic-ref", "--quiet", "--short", "HEAD")))
                .out()
                .strip();
    }

    /** Whether nobody has committed or changed anything since. */
    private boolean untouched(Path repository, String before) {
        return branch(repository).equals(BRANCH)
                && commitOf(repository, "HEAD").filter(before::equals).isPresent()
                && host.require(git(repository, List.of("status", "--porcelain", "--ignored")))
                        .out()
                        .isBlank();
    }

    /** In a working tree of its own: that of the repository may be somebody's work. */
    private void note(Path repository, String origin, String before) {
        git(repository, "branch", "--force", AS_IT_RUNS, before);
        Path aside = aside(repository);
        host.delete(aside);
        git(repository, "worktree", "prune");
        git(repository, "worktree", "add", "--quiet", aside.toString(), AS_IT_RUNS);
        try {
            try (Stream<Path> old = Files.list(aside)) {
                for (Path one : old.filter(path -> !path.endsWith(".git")).toList()) {
                    host.delete(one);
                }
            }
            fill(aside, origin);
            git(aside, "add", "--all", "--force");
            if (!host.run(git(aside, List.of("diff", "--cached", "--quiet"))).succeeded()) {
                commit(aside);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            git(repository, "worktree", "remove", "--force", aside.toString());
        }
    }

    private void fill(Path repository, String origin) throws IOException {
        if (origin.isEmpty()) {
            Files.writeString(repository.resolve("README.md"), "The modules of this company.\n");
            return;
        }
        Path from = found.place().at(origin);
        copy(found.place().equals(Place.HERE) ? from.toRealPath() : from, repository);
        for (Map.Entry<String, Path> link :
                new LinkedModules(found.place(), found.user()).renamed(origin).entrySet()) {
            copy(link.getValue(), repository.resolve(link.getKey()));
        }
    }

    private void commit(Path repository) {
        git(
                repository,
                "-c",
                "user.name=Understudy",
                "-c",
                "user.email=" + MAIL,
                "commit",
                "--quiet",
                "--allow-empty",
                "--message=" + SAID);
    }

    /** Who runs that Odoo may write in there meanwhile. */
    static void copy(Path from, Path to) throws IOException {
        new ForeignTree(from).read(List.of(), (name, bytes, content) -> {
            boolean left = name.endsWith(".pyc")
                    || Stream.of(name.split("/", -1))
                            .anyMatch(part ->
                                    part.equals(".git") || part.equals(".gitmodules") || part.equals("__pycache__"));
            if (!left) {
                Path target = to.resolve(name);
                Files.createDirectories(target.getParent());
                Files.copy(content, target);
            }
        });
    }

    private void git(Path repository, String... words) {
        host.require(git(repository, List.of(words)));
    }

    private static Command git(Path repository, List<String> words) {
        // Somebody's hooks are for their own commits.
        List<String> argv =
                new ArrayList<>(List.of("git", "-C", repository.toString(), "-c", "core.hooksPath=/dev/null"));
        argv.addAll(words);
        return Command.of(argv);
    }
}
