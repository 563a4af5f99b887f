package dev.understudy.targets.installation;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.Host;
import java.io.IOException;
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
            Checkout checkout = one.repository() == null ? null : whole(one.repository(), checkouts);
            if (checkout != null && asItRuns(checkout)) {
                if (roots.add(checkout.root())) {
                    String name = name(Path.of(checkout.root()), names);
                    code.add(new Adopted.Code(name, checkout.root(), checkout.branch(), one.path(), false));
                }
            } else {
                code.add(made(name(Path.of(one.path()), names), one.path()));
            }
        }
        if (code.isEmpty()) {
            code.add(made(name(Path.of("addons"), names), ""));
        }
        return code;
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

    /** A repository with the code as it runs; made again, with another commit when it has changed. */
    private Adopted.Code made(String name, String origin) throws IOException {
        Path repository = folder.resolve(name);
        Files.createDirectories(repository);
        if (!Files.isDirectory(repository.resolve(".git"))) {
            git(repository, "init", "--quiet", "--initial-branch=" + BRANCH);
        }
        try (Stream<Path> before = Files.list(repository)) {
            for (Path old : before.filter(path -> !path.endsWith(".git")).toList()) {
                host.delete(old);
            }
        }
        if (origin.isEmpty()) {
            Files.writeString(repository.resolve("README.md"), "The modules of this company.\n");
        } else {
            Path folder = found.place().at(origin);
            copy(found.place().equals(Place.HERE) ? folder.toRealPath() : folder, repository);
            for (Map.Entry<String, Path> link : new LinkedModules(found.place(), found.user())
                    .renamed(origin)
                    .entrySet()) {
                copy(link.getValue(), repository.resolve(link.getKey()));
            }
        }
        git(repository, "add", "--all", "--force");
        git(
                repository,
                "-c",
                "user.name=Understudy",
                "-c",
                "user.email=understudy@localhost",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message=As production runs it");
        return new Adopted.Code(name, repository.toString(), BRANCH, origin, true);
    }

    /** Who runs that Odoo may write in there meanwhile. */
    static void copy(Path from, Path to) throws IOException {
        new ForeignTree(from).read(List.of(), (name, bytes, content) -> {
            boolean left = name.endsWith(".pyc")
                    || Stream.of(name.split("/", -1))
                            .anyMatch(part -> part.equals(".git") || part.equals("__pycache__"));
            if (!left) {
                Path target = to.resolve(name);
                Files.createDirectories(target.getParent());
                Files.copy(content, target);
            }
        });
    }

    private void git(Path repository, String... words) {
        List<String> argv = new ArrayList<>(List.of("git", "-C", repository.toString()));
        argv.addAll(List.of(words));
        host.require(Command.of(argv));
    }
}
