package dev.understudy.server.hooks;

import dev.understudy.model.fault.Fault;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A kind of git server, and how it takes the state of a commit: GitHub ("Create a commit status"), GitLab ("Set the pipeline status of
 * a commit"), Gitea and Forgejo ({@code POST /repos/OWNER/NAME/statuses/SHA}).
 */
public enum Forge {
    GITHUB("https://api.github.com", "context") {
        @Override
        void show(HttpRequest.Builder request, String token) {
            request.header("Authorization", "Bearer " + token).header("Accept", "application/vnd.github+json");
        }
    },
    GITLAB("https://gitlab.com/api/v4", "name") {
        @Override
        void show(HttpRequest.Builder request, String token) {
            request.header("PRIVATE-TOKEN", token);
        }

        @Override
        String word(State state) {
            return switch (state) {
                case RUNNING -> "running";
                case SUCCEEDED -> "success";
                case FAILED -> "failed";
                case STOPPED -> "canceled";
            };
        }

        @Override
        String target(String path, String commit) {
            return "/projects/" + URLEncoder.encode(path, StandardCharsets.UTF_8) + "/statuses/" + commit;
        }
    },
    GITEA("", "context") {
        @Override
        void show(HttpRequest.Builder request, String token) {
            request.header("Authorization", "token " + token);
        }
    };

    /** How something does that is done with a commit. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        STOPPED
    }

    private final String address;
    private final String nameMember;

    Forge(String address, String nameMember) {
        this.address = address;
        this.nameMember = nameMember;
    }

    /** The forge of a word. Throws {@code server.hook-forge}. */
    public static Forge of(String word) {
        return Arrays.stream(values())
                .filter(forge -> forge.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Fault.usage("server.hook-forge", word).exception());
    }

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where its API is unless somebody runs one of their own; empty where everybody does. */
    String address() {
        return address;
    }

    /** Shows who asks. */
    abstract void show(HttpRequest.Builder request, String token);

    /**
     * Where below its API the state of a commit is told.
     *
     * @param path of the repository, e.g. {@code acme/sales}
     */
    String target(String path, String commit) {
        return "/repos/" + path + "/statuses/" + commit;
    }

    /** How it calls a state. */
    String word(State state) {
        return switch (state) {
            case RUNNING -> "pending";
            case SUCCEEDED -> "success";
            case FAILED -> "failure";
            case STOPPED -> "error";
        };
    }

    /** What it is told. */
    Map<String, String> body(State state, String name, String link, String description) {
        return Map.of("state", word(state), nameMember, name, "target_url", link, "description", description);
    }

    /** Whether it refuses only because it knows: GitLab takes no state twice. */
    boolean knows(int status, String answer) {
        return status == 400 && answer.contains("Cannot transition status");
    }
}
