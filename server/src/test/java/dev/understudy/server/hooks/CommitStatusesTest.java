package dev.understudy.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.understudy.model.view.HookView;
import dev.understudy.server.hooks.Hooks.Forging;
import dev.understudy.server.hooks.Hooks.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Git servers are told how commits do, on a real PostgreSQL and a listener that is as strict as the API of each. */
@Timeout(300)
final class CommitStatusesTest extends HookStage {

    private static final String SALES = "ab".repeat(20);
    private static final String STOCK = "cd".repeat(20);
    private static final String TOKEN = "t0ken-of-the-forge";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> links = new CopyOnWriteArrayList<>();
    private final Set<String> known = new HashSet<>();
    private volatile boolean away;

    @Override
    Hooks.About about() {
        return new Hooks.About(
                "acme",
                Map.of(
                        "https://git.example/Acme/sales.git", "sales",
                        "git@git.example:acme/stock.git", "stock",
                        "/srv/git/own", "own"),
                "https://understudy.acme.example",
                _ -> Map.of("sales", SALES, "stock", STOCK, "own", SALES));
    }

    /** As the documentation of each says: address, token, words. GitLab refuses a state that the commit has. */
    @Override
    void hear(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        String state = body.path("state").asString("");
        int status;
        String answer = "{}";
        if (away) {
            status = 502;
        } else if (path.startsWith("/github/repos/")) {
            status = TOKEN.equals(header(exchange, "Authorization").replaceFirst("^Bearer ", ""))
                    ? Set.of("error", "failure", "pending", "success").contains(state) ? 201 : 422
                    : 401;
        } else if (path.startsWith("/gitea/api/v1/repos/")) {
            status = header(exchange, "Authorization").equals("token " + TOKEN)
                    ? Set.of("error", "failure", "pending", "success", "warning")
                                    .contains(state)
                            ? 201
                            : 422
                    : 401;
        } else if (path.startsWith("/gitlab/api/v4/projects/")) {
            boolean fresh = known.add(path + body.path("name").asString("") + state);
            answer = fresh ? "{}" : "{\"message\":\"Cannot transition status via :run from :running\"}";
            status = header(exchange, "PRIVATE-TOKEN").equals(TOKEN)
                    ? fresh
                                    && Set.of("pending", "running", "success", "failed", "canceled")
                                            .contains(state)
                            ? 201
                            : 400
                    : 401;
        } else {
            status = 404;
        }
        if (status == 201) {
            heard.add(path.replaceFirst("^/[a-z]+", "") + " " + state + " "
                    + body.path("context").asString(body.path("name").asString("")));
            links.add(body.path("target_url").asString("") + " "
                    + body.path("description").asString(""));
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private HookView told(Forge kind, String below, String... repositories) {
        return hooks.add(new Wish(
                kind.word(),
                address(below),
                List.of(),
                true,
                "",
                false,
                "operator",
                Optional.of(new Forging(new Hook.Statuses(kind, List.of(repositories)), TOKEN))));
    }

    private void run(long number, String recipe, String status) {
        database.jdbi().useHandle(handle -> {
            handle.execute("DELETE FROM run WHERE number = ?", number);
            handle.execute("""
                    INSERT INTO run (number, recipe, environment, reads, release, arguments, asked_by, status, created_at,
                                     started_at, finished_at)
                    OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, '{}', 'r12', '{}', 'bo', ?, now() + INTERVAL '1 second', now(),
                            CASE WHEN ? = 'running' THEN NULL ELSE now() END)""", number, recipe, recipe.equals("deploy") ? "production" : "rehearsal", status, status);
        });
    }

    private static String below(Forge kind) {
        return switch (kind) {
            case GITHUB -> "/github";
            case GITLAB -> "/gitlab/api/v4";
            case GITEA -> "/gitea/api/v1/";
        };
    }

    private static String address(Forge kind, String path, String commit) {
        return switch (kind) {
            case GITHUB -> "/repos/" + path + "/statuses/" + commit;
            case GITLAB -> "/api/v4/projects/" + path.replace("/", "%2F") + "/statuses/" + commit;
            case GITEA -> "/api/v1/repos/" + path + "/statuses/" + commit;
        };
    }

    @ParameterizedTest
    @EnumSource(Forge.class)
    void eachKindIsToldOfTheRehearsalAndOfProduction(Forge kind) {
        HookView hook = told(kind, below(kind), "sales");
        run(1, "rehearse", "running");
        hooks.look();
        hooks.look();
        run(1, "rehearse", "failed");
        hooks.look();
        run(2, "rehearse", "succeeded");
        run(3, "deploy", "succeeded");
        hooks.look();

        String address = address(kind, "Acme/sales", SALES);
        boolean lab = kind == Forge.GITLAB;
        assertThat(heard)
                .containsExactly(
                        address + (lab ? " running" : " pending") + " understudy/rehearsal",
                        address + (lab ? " failed" : " failure") + " understudy/rehearsal",
                        address + " success understudy/rehearsal",
                        address + " success understudy/production");
        assertThat(links)
                .first()
                .isEqualTo("https://understudy.acme.example/projects/acme/runs/run-1 r12 is rehearsed");
        assertThat(links).last().asString().endsWith("r12 is in production");
        assertThat(hooks.deliveries(hook.id()))
                .allMatch(delivery -> delivery.state().equals("told"));
        assertThat(book.all().getFirst().sealed()).doesNotContain(TOKEN);
        assertThat(hook.secret()).as("nobody is shown the token").isNull();
    }

    @Test
    void eachRepositoryThatIsOnAServerIsToldOfItsCommit() {
        told(Forge.GITEA, "/gitea/api/v1");
        run(1, "rehearse", "succeeded");
        hooks.look();
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        address(Forge.GITEA, "Acme/sales", SALES) + " success understudy/rehearsal",
                        address(Forge.GITEA, "acme/stock", STOCK) + " success understudy/rehearsal");
    }

    /** Else a state of before would arrive after that of now, and stay. */
    @Test
    void whatDidNotArriveIsToldAgainUnlessItIsOvertaken() {
        HookView hook = told(Forge.GITHUB, "/github", "sales");
        away = true;
        run(1, "rehearse", "running");
        hooks.look();
        run(1, "rehearse", "succeeded");
        hooks.look();
        away = false;
        now = now.plusSeconds(60);
        hooks.look();

        assertThat(heard).containsExactly(address(Forge.GITHUB, "Acme/sales", SALES) + " success understudy/rehearsal");
        assertThat(hooks.deliveries(hook.id()))
                .extracting(delivery -> delivery.state() + " " + delivery.answer())
                .containsExactly("told HTTP 201", "given-up overtaken");
    }

    @Test
    void whatGitLabKnowsAlreadyHasArrived() {
        HookView hook = told(Forge.GITLAB, "/gitlab/api/v4", "sales");
        run(1, "rehearse", "succeeded");
        hooks.look();
        run(2, "rehearse", "succeeded");
        hooks.look();
        assertThat(heard).hasSize(1);
        assertThat(hooks.deliveries(hook.id()))
                .allMatch(delivery -> delivery.state().equals("told"));
    }

    @Test
    void aTokenThatIsNoneAndARepositoryThatIsNotThereAreRefused() {
        assertThatThrownBy(() -> told(Forge.GITEA, "/gitea/api/v1", "nothing"))
                .hasMessageContaining("server.hook-repository");
        assertThatThrownBy(() -> hooks.add(new Wish(
                        "x",
                        "",
                        List.of(),
                        false,
                        "",
                        false,
                        "operator",
                        Optional.of(new Forging(new Hook.Statuses(Forge.GITHUB, List.of()), "")))))
                .hasMessageContaining("server.hook-token");
        assertThatThrownBy(() -> Forge.of("sourceforge")).hasMessageContaining("server.hook-forge");
        assertThat(hooks.all()).isEmpty();
    }
}
