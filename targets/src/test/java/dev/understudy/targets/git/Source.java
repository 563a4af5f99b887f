package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A repository that somebody works in, with a branch {@code main}. Every commit is made at {@link #AT}. */
final class Source {

    static final String AT = "2024-02-03T04:05:06Z";

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final Path folder;

    Source(Path folder) {
        this.folder = folder;
        git("init", "--quiet", "--initial-branch=main", folder.toString());
    }

    /** The whole text of a diff. */
    static String diff(Mirror mirror, String from, String to) {
        return diff(mirror, from, to, List.of());
    }

    /** The same without what lies in some folders. */
    static String diff(Mirror mirror, String from, String to, List<String> without) {
        return mirror.diff(
                from, to, without, text -> new BufferedReader(text).lines().collect(Collectors.joining("\n")));
    }

    Path folder() {
        return folder;
    }

    Source write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Source write(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    Source link(String path, String target) {
        try {
            Path link = folder.resolve(path);
            Files.createDirectories(link.resolveSibling(""));
            Files.createSymbolicLink(link, Path.of(target));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Commits everything, and answers with the hash. */
    String commit(String subject) {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message=" + subject);
        return git("rev-parse", "HEAD");
    }

    String git(String... words) {
        List<String> argv = new ArrayList<>(List.of("git", "-C", folder.toString()));
        if (!folder.toFile().exists()) {
            argv = new ArrayList<>(List.of("git"));
        }
        argv.addAll(List.of("-c", "user.name=Ada Núñez", "-c", "user.email=ada@acme.example"));
        argv.addAll(List.of("-c", "commit.gpgSign=false", "-c", "safe.directory=*"));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)
                        .with("GIT_AUTHOR_DATE", AT)
                        .with("GIT_COMMITTER_DATE", AT)
                        .with("GIT_CONFIG_NOSYSTEM", "1"))
                .out()
                .strip();
    }
}
