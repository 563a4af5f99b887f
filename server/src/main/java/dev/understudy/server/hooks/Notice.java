package dev.understudy.server.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a git server sent: GitHub, Gitea and Forgejo sign it, GitLab shows the secret itself. */
final class Notice {

    private static final String BRANCH = "refs/heads/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where each server says under which addresses the repository is known. */
    private static final List<String> ADDRESSES = List.of(
            "clone_url", "ssh_url", "git_url", "html_url", "git_http_url", "git_ssh_url", "homepage", "web_url");

    private final Map<String, String> headers;
    private final byte[] sent;

    /** @param headers by their names in lower case */
    Notice(Map<String, String> headers, byte[] sent) {
        this.headers = headers;
        this.sent = sent;
    }

    /** Whether it is of somebody who has the secret. */
    boolean by(String secret) {
        String gitLab = header("x-gitlab-token");
        if (!gitLab.isEmpty()) {
            return Signature.same(secret, gitLab);
        }
        String signed = Signature.of(secret, sent);
        return Stream.of("x-hub-signature-256", "x-gitea-signature", "x-forgejo-signature")
                .map(this::header)
                .filter(header -> !header.isEmpty())
                .findFirst()
                .filter(header -> Signature.same(signed, header.startsWith("sha256=") ? header.substring(7) : header))
                .isPresent();
    }

    String digest() {
        return Signature.digest(sent);
    }

    /** Whether it tells of a push; servers tell of other things too, and say hello. */
    boolean push() {
        String event = Stream.of("x-gitlab-event", "x-gitea-event", "x-forgejo-event", "x-github-event")
                .map(this::header)
                .filter(header -> !header.isEmpty())
                .findFirst()
                .orElse("");
        return event.equals("push") || event.equals("Push Hook");
    }

    /**
     * The push; empty when nothing was pushed to a branch of one of the repositories, as when it was deleted.
     *
     * @param repositories names by their addresses
     */
    Optional<Push> read(Map<String, String> repositories, Instant now) {
        JsonNode body = json();
        String ref = body.path("ref").asString("");
        String commit = body.path("after").asString("");
        JsonNode repository = body.path("repository");
        JsonNode project = body.path("project");
        boolean gone = commit.chars().allMatch(letter -> letter == '0');
        if (!ref.startsWith(BRANCH) || gone || !commit.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            return Optional.empty();
        }
        return Stream.of(repository, project)
                .flatMap(node -> ADDRESSES.stream().map(name -> node.path(name).asString("")))
                .filter(address -> !address.isEmpty())
                .map(Notice::place)
                .flatMap(place -> repositories.entrySet().stream()
                        .filter(known -> place(known.getKey()).equals(place))
                        .map(Map.Entry::getValue))
                .findFirst()
                .map(name -> new Push(digest(), now, name, ref.substring(BRANCH.length()), commit, pusher(body)));
    }

    private JsonNode json() {
        try {
            return JSON.readTree(sent);
        } catch (JacksonException none) {
            return JSON.createObjectNode();
        }
    }

    private static String pusher(JsonNode body) {
        String name = Stream.of(
                        body.path("pusher").path("login"),
                        body.path("pusher").path("name"),
                        body.path("user_username"),
                        body.path("sender").path("login"))
                .map(node -> node.asString(""))
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("");
        return name.substring(0, Math.min(100, name.length()));
    }

    /** A repository's host and path, however it is reached: {@code https://host/a/b.git} is {@code git@host:a/b}. */
    static String place(String address) {
        return plain(address).toLowerCase(Locale.ROOT);
    }

    /** A repository's path on its server, e.g. {@code acme/sales}; empty for a folder of this machine. */
    static String path(String address) {
        String plain = plain(address);
        return address.startsWith("/") || address.startsWith("file:") ? "" : plain.substring(plain.indexOf('/') + 1);
    }

    private static String plain(String address) {
        return address.replaceFirst("^[a-z+]+://", "")
                .replaceFirst("^[^/@]*@", "")
                .replaceFirst("^([^/:]+):[0-9]+/", "$1/")
                .replaceFirst("^([^/:]+):", "$1/")
                .replaceFirst("(\\.git)?/*$", "");
    }

    private String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
