package dev.understudy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Token;
import java.io.IOException;
import java.io.InputStream;
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
        Sessions sessions = new Sessions(
                token,
                project -> projects.desk(project).access().sessions(),
                (project, person) -> Optional.empty(),
                InstantSource.system(),
                () -> "secret");
        ApiTokens tokens = new ApiTokens(
                token,
                project -> projects.desk(project).access().tokens(),
                (project, person) -> Optional.empty(),
                InstantSource.system(),
                () -> "secret");
        Routes.all(new Pages.Parts(projects, sessions, tokens, new Streams()), () -> {})
                .forEach(route -> routes.add(route.method() + " " + route.path()));

        assertThat(described()).isEqualTo(routes);
    }

    private static Set<String> described() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/dev/understudy/server/openapi.yaml"))) {
            JsonNode paths = Json.MAPPER
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(file))
                    .path("paths");
            Set<String> found = new TreeSet<>();
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (String method : path.getValue().propertyNames()) {
                    if (!method.equals("parameters")) {
                        found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }
            }
            return found;
        }
    }
}
