package dev.understudy.it;

import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of a service, asked as any client would. */
final class Api implements AutoCloseable {

    /** No run of these tests takes longer, also on a busy machine. */
    private static final Duration RUN = Duration.ofMinutes(12);

    /** The first request for an Odoo that this machine has never run waits until it is built. */
    private static final Duration ANSWER = Duration.ofMinutes(20);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Home home;
    private volatile String project = "";
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Api(Home home) {
        this.home = home;
    }

    /** An answer, whatever its status. */
    record Answer(int status, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        ProblemView problem() {
            return as(ProblemView.class);
        }

        <T> T as(Class<T> type) {
            return JSON.readValue(body, type);
        }
    }

    /** The same service, asked for another of its projects. */
    Api of(String name) {
        Api other = new Api(home);
        other.project = name;
        return other;
    }

    /** What is no project's. */
    Answer service(String method, String path, Map<String, ?> body) {
        return send(absolute("/api" + path)
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(body.isEmpty() ? "" : JSON.writeValueAsString(body))));
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, ?> body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    EnvironmentView environment(String name) {
        return read(get("/environments/" + name), EnvironmentView.class);
    }

    ReleaseView release(Map<String, String> commits) {
        return read(post("/releases", Map.of("commits", commits)), ReleaseView.class);
    }

    ReleaseView release(String id) {
        return read(get("/releases/" + id), ReleaseView.class);
    }

    RunView run(String id) {
        return read(get("/runs/" + id), RunView.class);
    }

    /** The newest first. */
    List<RunView> runs() {
        return List.of(read(get("/runs"), RunView[].class));
    }

    JsonNode evidence(String run, String name) {
        return expectSuccess(get("/runs/" + run + "/evidence/" + name)).json();
    }

    RunView ask(String environment, String verb, Map<String, String> arguments) {
        return read(post("/environments/" + environment + "/" + verb, arguments), RunView.class);
    }

    RunView perform(String environment, String verb, Map<String, String> arguments) {
        return follow(ask(environment, verb, arguments).id());
    }

    RunView deploy(String release) {
        return perform("production", "deploy", Map.of("release", release));
    }

    RunView rehearse(String release) {
        return follow(read(post("/releases/" + release + "/rehearse", Map.of()), RunView.class)
                .id());
    }

    /** Waits until a run has ended. */
    RunView follow(String run) {
        return until(run, RunView::ended);
    }

    /** Waits until a run is at a step, or past it. */
    RunView reaches(String run, String step) {
        return until(run, view -> view.ended() || !status(view, step).equals("pending"));
    }

    RunView until(String run, Predicate<RunView> holds) {
        return Await.until(RUN, () -> run(run), holds);
    }

    /** The run, with what its failed commands said: for whoever reads a test that failed. */
    String told(RunView run) {
        StringBuilder told = new StringBuilder(run.toString());
        for (JsonNode command : get("/runs/" + run.id() + "/commands").json()) {
            if (command.path("exitCode").asInt() != 0) {
                told.append("\n")
                        .append(command.path("step").asString())
                        .append(": ")
                        .append(command.path("err").asString())
                        .append(command.path("out").asString());
            }
        }
        return told.toString();
    }

    static String status(RunView run, String step) {
        return run.steps().stream()
                .filter(candidate -> candidate.name().equals(step))
                .map(RunView.StepView::status)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + step + " in " + run));
    }

    static String detail(RunView run, String step) {
        return run.steps().stream()
                .filter(candidate -> candidate.name().equals(step))
                .map(RunView.StepView::detail)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + step + " in " + run));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** Below the address of the service's first project. */
    private HttpRequest.Builder request(String path) {
        if (path.startsWith("/api/")) {
            throw new AssertionError("an address below the project's is wanted: " + path);
        }
        if (project.isEmpty()) {
            project = expectSuccess(send(absolute("/api/projects").GET()))
                    .json()
                    .path(0)
                    .path("name")
                    .asString();
        }
        return absolute("/api/projects/" + project + path);
    }

    private HttpRequest.Builder absolute(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(home.address() + path))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(home.token()).strip());
        } catch (IOException noToken) {
            throw new UncheckedIOException(noToken);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    private static <T> T read(Answer answer, Class<T> type) {
        return JSON.readValue(expectSuccess(answer).body(), type);
    }

    private static Answer expectSuccess(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }
}
