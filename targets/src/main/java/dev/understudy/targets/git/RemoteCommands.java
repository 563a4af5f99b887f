package dev.understudy.targets.git;

import static java.util.Objects.requireNonNull;

import dev.understudy.targets.host.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** git's command lines that speak with a repository elsewhere, for a bare mirror of it. */
record RemoteCommands(GitCommands git) {

    private static final String NAME = "understudy";
    private static final String URL = "UNDERSTUDY_URL";
    private static final String SPEAK = script();

    /** Said by a fetch that may not lead to this machine, and does. */
    static final String HERE = "understudy: leads to this machine";

    /**
     * Makes branches and tags those of the repository, forced and deleted ones too. What is no longer reachable stays,
     * because a release may have been made of it.
     */
    Command fetch(RepositoryUrl url, Duration limit) {
        return fetch(url, List.of("--prune"), List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"), limit);
    }

    /** Fetches what is asked for, from wherever it is. */
    Command fetch(RepositoryUrl url, List<String> references, Duration limit) {
        return fetch(url, List.of(), references, limit);
    }

    /** Fetches what is asked for as it stands, without what came before it. */
    Command fetchAlone(RepositoryUrl url, String reference, Duration limit) {
        return fetch(url, List.of("--depth=1"), List.of(reference), limit);
    }

    private Command fetch(RepositoryUrl url, List<String> options, List<String> references, Duration limit) {
        List<String> words = new ArrayList<>(List.of("fetch", "--quiet", "--force", "--no-tags"));
        words.addAll(List.of("--no-write-fetch-head", "--no-recurse-submodules"));
        words.addAll(options);
        words.add(NAME);
        words.addAll(references);
        return speaking(url, "upload-pack", List.of(), git.git(words.toArray(String[]::new)), limit);
    }

    /**
     * Moves branches of the repository, all or none of them.
     *
     * @param options of git-push(1)
     * @param references {@code COMMIT:refs/heads/BRANCH} each
     * @param owner makes the owner of a folder that is pushed to
     */
    Command push(RepositoryUrl url, List<String> options, List<String> references, List<String> owner, Duration limit) {
        List<String> words = new ArrayList<>(List.of("push", "--porcelain", "--atomic", "--no-verify"));
        words.addAll(List.of("--no-signed", "--recurse-submodules=no"));
        words.addAll(options);
        words.add(NAME);
        words.addAll(references);
        return speaking(url, "receive-pack", owner, git.git(words.toArray(String[]::new)), limit)
                .with("UNDERSTUDY_FOLDER", url.folder().map(Path::toString).orElse(""));
    }

    private Command speaking(RepositoryUrl url, String service, List<String> owner, Command spoken, Duration limit) {
        List<String> argv = new ArrayList<>(List.of("bash", "-s", "--"));
        for (List<String> counted : List.of(git.walls().operator(), git.walls().own(), owner)) {
            argv.add(Integer.toString(counted.size()));
            argv.addAll(counted);
        }
        argv.addAll(spoken.argv());
        Command command = spoken.running(argv)
                .as(null)
                .withInput(SPEAK)
                .with("UNDERSTUDY_SERVICE", service)
                .with(
                        "UNDERSTUDY_LENT",
                        git.mirror()
                                .resolveSibling("." + git.mirror().getFileName() + ".lent")
                                .toString())
                .within(limit)
                .whileItMoves();
        return url.holdsCredentials() ? command.withSecret(URL, url.text()) : command.with(URL, url.text());
    }

    /** That fetch, but not from this machine nor from what answers its neighbours alone, whatever their name. */
    static Command elsewhere(Command fetch) {
        return fetch.with("UNDERSTUDY_ELSEWHERE", "1");
    }

    private static String script() {
        try (InputStream in = requireNonNull(RemoteCommands.class.getResourceAsStream("speak.bash"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
