package dev.understudy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditProgram;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Mint;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Shares;
import dev.understudy.server.access.Token;
import dev.understudy.server.beginning.FirstUse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** The published description of the API is that of the API. */
final class OpenApiTest {

    @TempDir
    private Path folder;

    @Test
    void itListsExactlyTheRoutes() throws IOException {
        Set<String> routes = new TreeSet<>();
        FakeProjects projects = new FakeProjects(new FakeDesk(Path.of("/nowhere")));
        Token token = Token.of(folder.resolve("token"));
        Mint mint = new Mint(token, (_, _) -> Optional.empty(), InstantSource.system(), () -> "secret");
        Sessions sessions =
                new Sessions(mint, project -> projects.desk(project).access().sessions());
        ApiTokens tokens =
                new ApiTokens(mint, project -> projects.desk(project).access().tokens());
        Shares shares =
                new Shares(mint, project -> projects.desk(project).access().shares());
        Routes.all(
                        new Pages.Parts(
                                projects,
                                sessions,
                                tokens,
                                shares,
                                new Streams(),
                                new FirstUse(
                                        new AuditProgram(System.getProperty("java.class.path")),
                                        new ProjectRegister(projects),
                                        InstantSource.system())),
                        () -> {})
                .forEach(route -> routes.add(route.method() + " " + route.path()));

        assertThat(described()).isEqualTo(routes);
    }

    /** Whoever asks for a dry run never does it by mistake: where there is none, nothing is done. */
    @Test
    void whatHasADryRunSaysSoAndTheRestRefusesIt() throws Exception {
        FakeDesk desk = new FakeDesk(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        String secret = Files.readString(folder.resolve("token")).strip();
        try (HttpClient client = HttpClient.newHttpClient();
                Api api = Api.start(
                        0, token, new FakeProjects(desk), new NoPages(), folder.resolve("service.log"), () -> {})) {
            for (Map.Entry<String, JsonNode> path : paths().properties()) {
                JsonNode post = path.getValue().path("post");
                if (!post.isMissingNode() && path.getKey().startsWith("/api/")) {
                    boolean plans = post.path("parameters")
                            .valueStream()
                            .anyMatch(one -> one.path("name").asString("").equals("dryRun"));
                    String address = path.getKey()
                            .replace("{project}", "acme")
                            .replace("/releases/{id}", "/releases/r1")
                            .replaceAll("\\{[a-z]+}", "staging");
                    String answer = client.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://127.0.0.1:" + api.port() + address + "?dryRun=true"))
                                            .header("Authorization", "Bearer " + secret)
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString("{}"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
                    assertThat(!answer.contains("server.no-dry-run"))
                            .as(address + " " + answer)
                            .isEqualTo(plans);
                }
            }
        }
        assertThat(desk.practice().said()).isEmpty();
        assertThat(desk.actions()).isEmpty();
        assertThat(desk.orders()).isEmpty();
    }

    private static JsonNode paths() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/dev/understudy/server/openapi.yaml"))) {
            return Json.MAPPER
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(file))
                    .path("paths");
        }
    }

    private static Set<String> described() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : paths().properties()) {
            for (String method : path.getValue().propertyNames()) {
                if (!method.equals("parameters")) {
                    found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return found;
    }
}
