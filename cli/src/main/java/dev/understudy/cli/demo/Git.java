package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git command line in one working folder, blind to the user's own settings so that commits are always the same. */
final class Git {

    /** Who commits what, and when. */
    record Signature(String name, String email, String date) {}

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    void init() {
        run(Map.of(), "init", "-q", "-b", "main");
    }

    /** Commits everything in the working folder. */
    void commit(Signature by, String message) {
        run(Map.of(), "add", "--all");
        run(signed(by), "commit", "-q", "-m", message);
    }

    /** Takes the latest commit back with a commit of its own. */
    void revert(Signature by, String message) {
        run(signed(by), "revert", "--no-commit", "HEAD");
        run(signed(by), "commit", "-q", "-m", message);
    }

    /** First lines of the commits' messages, the latest first. */
    List<String> subjects() {
        return run(Map.of(), "log", "--all", "--format=%s").lines().toList();
    }

    /** The latest commit's hash. */
    String head() {
        return run(Map.of(), "rev-parse", "HEAD").strip();
    }

    private static Map<String, String> signed(Signature by) {
        return Map.of(
                "GIT_AUTHOR_NAME", by.name(),
                "GIT_AUTHOR_EMAIL", by.email(),
                "GIT_AUTHOR_DATE", by.date(),
                "GIT_COMMITTER_NAME", by.name(),
                "GIT_COMMITTER_EMAIL", by.email(),
                "GIT_COMMITTER_DATE", by.date());
    }

    private String run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().putAll(environment);
        try {
            Process git = builder.start();
            git.getOutputStream().close();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw failed(arguments[0], output).exception();
            }
            return output;
        } catch (IOException noGit) {
            throw failed(arguments[0], String.valueOf(noGit.getMessage())).exception(noGit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(arguments[0], "interrupted").exception(interrupted);
        }
    }

    private Fault failed(String verb, String said) {
        return Fault.failed("cli.demo-git", verb, said.strip()).at(folder);
    }
}
