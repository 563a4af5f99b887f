package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes commits in the sample repositories, away from the branch of the story. */
final class Sources {

    private Sources() {}

    /** Changes the files of a checkout. */
    @FunctionalInterface
    interface Edit {
        void in(Path checkout) throws IOException;
    }

    /** Makes a repository with a first commit on its branch {@code main}. */
    static void create(Path repository, String subject, Edit edit) {
        try {
            Files.createDirectories(repository);
            git(repository, "init", "-q", "-b", "main");
            edit.in(repository);
            git(repository, "add", "--all");
            git(repository, "commit", "-q", "-m", subject);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Commits on top of {@code parent}, on a branch of its own; the new commit's id. */
    static String commit(Path repository, String parent, String subject, Edit edit) {
        try {
            Path checkout = Files.createTempDirectory("understudy-sources-");
            try {
                git(checkout, "clone", "-q", "--no-checkout", repository.toString(), ".");
                git(checkout, "checkout", "-q", "--detach", parent);
                edit.in(checkout);
                git(checkout, "add", "--all");
                git(checkout, "commit", "-q", "-m", subject);
                String commit = git(checkout, "rev-parse", "HEAD").strip();
                git(checkout, "push", "-q", "origin", "HEAD:refs/heads/topic-" + commit.substring(0, 12));
                return commit;
            } finally {
                run(checkout, List.of("rm", "-r", "-f", "--", checkout.toString()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A commit that no branch or tag leads to: as after a branch was pushed anew by force. */
    static String lost(Path repository, String subject) {
        try {
            return git(repository, "commit-tree", "-m", subject, "HEAD^{tree}").strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Has a branch stand at another commit, as who pushes by force. */
    static void move(Path repository, String branch, String commit) {
        try {
            git(repository, "branch", "--force", branch, commit);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Replaces a text that must be there. */
    static void replace(Path file, String old, String text) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(old);
        Files.writeString(file, content.replace(old, text));
    }

    private static String git(Path folder, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(
                List.of("git", "-c", "user.name=Marta Gracia", "-c", "user.email=marta.gracia@acme.example"));
        argv.addAll(List.of(arguments));
        return run(folder, argv);
    }

    private static String run(Path folder, List<String> argv) throws IOException {
        Process git = new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(git.waitFor()).as(String.join(" ", argv) + "\n" + said).isZero();
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
        return said;
    }
}
