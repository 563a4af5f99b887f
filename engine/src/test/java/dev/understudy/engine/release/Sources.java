package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Repository;
import dev.understudy.targets.git.AggregateMirror;
import dev.understudy.targets.git.GitMirror;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Repositories that people work in, with a branch {@code main}, and their mirrors: real git. */
public final class Sources {

    private static final String AT = "2024-02-03T04:05:06Z";

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final Path folder;
    private final Map<String, Mirror> mirrors = new HashMap<>();

    public Sources(Path folder) {
        this.folder = folder;
    }

    /** A project with these repositories, in this order. */
    public Project project(String... repositories) {
        StringBuilder yaml = new StringBuilder("project: acme\nodoo: { series: \"19.0\" }\nrepositories:\n");
        for (String name : repositories) {
            yaml.append("  - { name: %s, url: %s }\n".formatted(name, folder.resolve(name)));
        }
        return ProjectFile.read("understudy.yaml", yaml + "environments: { production: {} }\n")
                .require();
    }

    public Mirror mirror(Repository repository) {
        return mirrors.computeIfAbsent(
                repository.name(),
                name -> repository
                        .aggregation()
                        .<Mirror>map(merges -> new AggregateMirror(host, mirror(name), name, merges, GitWalls.NONE))
                        .orElseGet(() -> new GitMirror(host, mirror(name), name, repository.url(), GitWalls.NONE)));
    }

    private Path mirror(String name) {
        return folder.resolve("mirrors/" + name + ".git");
    }

    /** A project whose one repository is put together of {@code main} of one and other branches of it. */
    Project aggregation(String name, String... branches) throws IOException {
        StringBuilder repos = new StringBuilder("./%s:\n  remotes: { origin: %s }\n  merges:\n    - origin main\n"
                .formatted(name, folder.resolve(name)));
        for (String branch : branches) {
            repos.append("    - origin ").append(branch).append('\n');
        }
        Files.writeString(folder.resolve("repos.yaml"), repos);
        Path file = Files.writeString(folder.resolve("understudy.yaml"), """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: %s, aggregate: repos.yaml }]
                environments: { production: {} }
                """.formatted(name));
        return ProjectFile.read(file).require();
    }

    /** Commits a file; the commit. */
    public String commit(String repository, String path, String text) {
        write(repository, path, text);
        git(repository, "add", "--all");
        return commit(repository, "Change " + path);
    }

    /** Pins a submodule; the commit. */
    String pin(String repository, String path, String other) {
        write(repository, ".gitmodules", "[submodule \"x\"]\n\tpath = %s\n\turl = ../%s\n".formatted(path, other));
        git(repository, "add", ".gitmodules");
        git(repository, "update-index", "--add", "--cacheinfo", "160000," + head(other) + "," + path);
        try {
            // An empty folder is where git expects a submodule that was not fetched.
            Files.createDirectories(folder.resolve(repository).resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return commit(repository, "Pin " + path);
    }

    String head(String repository) {
        return git(repository, "rev-parse", "HEAD");
    }

    private String commit(String repository, String subject) {
        git(repository, "commit", "--quiet", "--allow-empty", "--message=" + subject);
        return head(repository);
    }

    private void write(String repository, String path, String text) {
        Path file = folder.resolve(repository).resolve(path);
        try {
            if (!Files.exists(folder.resolve(repository))) {
                Files.createDirectories(folder.resolve(repository));
                git(repository, "init", "--quiet", "--initial-branch=main");
            }
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String git(String repository, String... words) {
        List<String> argv =
                new ArrayList<>(List.of("git", "-C", folder.resolve(repository).toString(), "-c", "user.name=Ada"));
        argv.addAll(List.of("-c", "user.email=ada@acme.example", "-c", "commit.gpgSign=false"));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)
                        .with("GIT_AUTHOR_DATE", AT)
                        .with("GIT_COMMITTER_DATE", AT)
                        .with("GIT_CONFIG_NOSYSTEM", "1"))
                .out()
                .strip();
    }
}
