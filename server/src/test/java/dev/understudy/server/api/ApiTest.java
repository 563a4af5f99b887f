package dev.understudy.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.run.RunStatus;
import dev.understudy.server.access.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API over HTTP, before a desk in memory. */
@Timeout(60)
final class ApiTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch asked = new CountDownLatch(1);
    private FakeDesk desk;
    private Api api;
    private String secret;

    @BeforeEach
    void start() throws IOException {
        desk = new FakeDesk(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(
                0, token, new FakeProjects(desk), new NoPages(), folder.resolve("service.log"), asked::countDown);
    }

    @AfterEach
    void stop() {
        api.close();
        client.shutdownNow();
    }

    @Test
    void healthNeedsNoTokenAndAllElseDoes() throws Exception {
        assertThat(send(request("/api/health").GET()).statusCode()).isEqualTo(200);
        for (String path :
                List.of("/api/projects/acme/status", "/api/projects/acme/runs", "/api/projects/acme/nowhere")) {
            HttpResponse<String> answer = send(request(path).GET());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).get("code").stringValue()).isEqualTo("server.no-token");
        }
        assertThat(send(request("/api/projects/acme/status").header("Authorization", "Bearer " + secret + "x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aForeignHostIsRefusedEvenWithTheToken() throws Exception {
        for (String host : List.of("evil.example", "evil.example:" + api.port(), "127.0.0.1.evil.example")) {
            assertThat(rawStatus(host)).isEqualTo("HTTP/1.1 403 Forbidden");
        }
        assertThat(rawStatus("localhost:" + api.port())).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void statusHasEnvironmentsReleasesAndRuns() throws Exception {
        JsonNode status = json(get("/api/projects/acme/status"));

        assertThat(status.get("project").stringValue()).isEqualTo("acme");
        assertThat(status.at("/environments/0/name").stringValue()).isEqualTo("production");
        assertThat(status.at("/releases/0/id").stringValue()).isEqualTo("r1");
        assertThat(status.get("runs").isArray()).isTrue();
    }

    @Test
    void anEnvironmentHasTheMembersOfTheContract() throws Exception {
        JsonNode production = json(get("/api/projects/acme/environments/production"));

        assertThat(production.propertyNames()).contains("url", "status", "database", "release", "neutralized");
        assertThat(production.get("database").propertyNames()).containsExactly("host", "port", "name");
    }

    @Test
    void aRunHasTheMembersOfTheContractAlsoWhenTheyAreAbsent() throws Exception {
        desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.QUEUED));

        JsonNode run = json(get("/api/projects/acme/runs/run-1"));

        assertThat(run.propertyNames())
                .startsWith("id", "recipe", "environment", "release", "status", "startedAt", "finishedAt", "steps");
        assertThat(run.get("startedAt").isNull()).isTrue();
        assertThat(run.get("createdAt").stringValue()).isEqualTo("2026-03-01T20:00:00Z");
    }

    @Test
    void anActionIsAcceptedAsARun() throws Exception {
        HttpResponse<String> answer = post("/api/projects/acme/environments/production/deploy", "{\"release\":\"r1\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).get("recipe").stringValue()).isEqualTo("deploy");
        assertThat(desk.actions()).containsExactly(new Action(Verb.DEPLOY, "production", "r1", Map.of(), "ana"));
    }

    @Test
    void aDryRunGivesThePlanAndSubmitsNothing() throws Exception {
        for (String path : List.of(
                "/api/projects/acme/environments/staging/refresh",
                "/api/projects/acme/releases/r1/rehearse",
                "/api/projects/acme/releases",
                "/api/shutdown")) {
            HttpResponse<String> answer = post(path + "?dryRun=true", "");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(json(answer).get("plan").isArray()).isTrue();
        }
        assertThat(desk.actions()).isEmpty();
        assertThat(desk.orders()).isEmpty();
        assertThat(asked.getCount()).isEqualTo(1);
    }

    @Test
    void aReleaseIsOrderedByBranchAndCommits() throws Exception {
        HttpResponse<String> answer = post(
                "/api/projects/acme/releases",
                "{\"branch\":\"main\",\"commits\":{\"sales\":\"abc123\"},"
                        + "\"install\":[\"acme_new\"],\"uninstall\":[\"acme_old\"],\"accept-unreached\":true}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(desk.orders())
                .containsExactly(new ReleaseOrder(
                        "main", Map.of("sales", "abc123"), Set.of("acme_new"), Set.of("acme_old"), true, "ana"));
    }

    @Test
    void eachKindOfFaultHasItsStatus() throws Exception {
        assertThat(get("/api/projects/acme/environments/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/api/projects/acme/runs?limit=many").statusCode()).isEqualTo(400);
        assertThat(get("/api/projects/acme/nowhere").statusCode()).isEqualTo(404);
        assertThat(post("/api/projects/acme/status", "").statusCode()).isEqualTo(405);
        HttpResponse<String> refused =
                post("/api/projects/acme/environments/production/deploy", "{\"release\":\"r13\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).get("kind").stringValue()).isEqualTo("refused");
        assertThat(json(refused).get("exitCode").intValue()).isEqualTo(3);
    }

    @Test
    void whatABodyMayNotSayIsRefused() throws Exception {
        for (String body : List.of("[1]", "{\"release\":", "{\"releaze\":\"r1\"}", "{\"release\":1}", "{} {}")) {
            HttpResponse<String> answer = post("/api/projects/acme/environments/production/deploy", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
        }
        assertThat(post("/api/projects/acme/environments/production/refresh", "{\"x\":\"\"}")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> large = post(
                "/api/projects/acme/environments/production/deploy", "{\"release\":\"" + "r".repeat(70_000) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).get("code").stringValue()).isEqualTo("server.body-too-large");
        assertThat(desk.actions()).isEmpty();
    }

    @Test
    void errorsSpeakTheReadersLanguage() throws Exception {
        Map<String, String> expected = Map.of(
                "es-MX,es;q=0.9",
                "La API no tiene esa dirección.",
                "fr",
                "L'API n'a pas cette adresse.",
                "de,en;q=0.5",
                "The API has no such address.",
                ";;;",
                "The API has no such address.");
        for (Map.Entry<String, String> one : expected.entrySet()) {
            HttpResponse<String> answer = send(authorized("/api/projects/acme/nowhere")
                    .header("Accept-Language", one.getKey())
                    .GET());
            assertThat(json(answer).get("what").stringValue()).isEqualTo(one.getValue());
        }
    }

    @Test
    void allThatIsWrongWithTheFileIsToldInTheReadersLanguage() throws Exception {
        desk.fail(catchRuntimeException(
                () -> ProjectFile.read("understudy.yaml", "projekt: acme\nodoo: { series: '9' }\n")
                        .require()));

        HttpResponse<String> answer = send(authorized("/api/projects/acme/status")
                .header("Accept-Language", "fr")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("what").stringValue()).contains("Le fichier a", "La clé projekt n'existe pas.");
    }

    @Test
    void anUnexpectedFailureGivesANumberAndNoTrace() throws Exception {
        desk.fail(new IllegalStateException("the password is hunter2"));

        HttpResponse<String> answer = get("/api/projects/acme/status");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(json(answer).get("code").stringValue()).isEqualTo("server.unexpected");
        assertThat(answer.body()).doesNotContain("hunter2", "IllegalState", "at dev.");
    }

    @Test
    void aRunIsFollowedUntilItEnds() throws Exception {
        desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.RUNNING));
        HttpResponse<Stream<String>> answer = client.send(
                authorized("/api/projects/acme/runs/run-1/events").GET().build(), BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");

        var lines = answer.body().iterator();
        StringBuilder seen = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            seen.append(line).append('\n');
            if (line.contains("\"running\"")) {
                desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.SUCCEEDED));
            }
        }

        assertThat(seen).contains("event: run", "\"status\":\"succeeded\"", "event: end");
        assertThat(desk.runs().followers()).isZero();
    }

    @Test
    void manyFollowARunAndOthersAreAnsweredMeanwhile() throws Exception {
        desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.RUNNING));
        List<Iterator<String>> followers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            followers.add(client.send(
                            authorized("/api/projects/acme/runs/run-1/events")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofLines())
                    .body()
                    .iterator());
        }

        assertThat(get("/api/projects/acme/status").statusCode()).isEqualTo(200);
        desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.SUCCEEDED));

        assertThat(followers).allSatisfy(follower -> {
            StringBuilder told = new StringBuilder();
            follower.forEachRemaining(told::append);
            assertThat(told).contains("event: end");
        });
    }

    @Test
    void followingEndsWithTheService() throws Exception {
        desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.RUNNING));
        HttpResponse<Stream<String>> answer = client.send(
                authorized("/api/projects/acme/runs/run-1/events").GET().build(), BodyHandlers.ofLines());
        var lines = answer.body().iterator();
        assertThat(lines.next()).isEqualTo(": open");

        api.close();

        StringBuilder seen = new StringBuilder();
        try {
            lines.forEachRemaining(seen::append);
        } catch (UncheckedIOException closed) {
            seen.append(closed.getMessage());
        }
        assertThat(seen).doesNotContain("event: end");
    }

    @Test
    void evidenceIsListedAndGivenWithItsType() throws Exception {
        desk.runs().put(FakeRuns.run("run-1", "rehearse", "rehearsal", RunStatus.SUCCEEDED));
        desk.runs().addEvidence("run-1", new Evidence("report", "report.html", "text/html", "<p>è</p>"));

        assertThat(json(get("/api/projects/acme/runs/run-1/evidence"))
                        .at("/0/name")
                        .stringValue())
                .isEqualTo("report.html");
        HttpResponse<String> page = get("/api/projects/acme/runs/run-1/evidence/report.html");
        assertThat(page.body()).isEqualTo("<p>è</p>");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(get("/api/projects/acme/runs/run-1/evidence/no.json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLastLinesOfALogAreGiven() throws Exception {
        Files.writeString(folder.resolve("odoo.log"), "one\ntwo\nthree\n");

        assertThat(get("/api/projects/acme/environments/production/logs?lines=2")
                        .body())
                .isEqualTo("two\nthree\n");
    }

    @Test
    void aLogIsFollowed() throws Exception {
        Files.writeString(folder.resolve("odoo.log"), "one\n");
        HttpResponse<Stream<String>> answer = client.send(
                authorized("/api/projects/acme/environments/production/logs?follow=true")
                        .GET()
                        .build(),
                BodyHandlers.ofLines());

        var data = answer.body().filter(line -> line.startsWith("data: ")).iterator();
        assertThat(data.next()).isEqualTo("data: one");
        Files.writeString(folder.resolve("odoo.log"), "two\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(data.next()).isEqualTo("data: two");
    }

    @Test
    void aRunIsCancelled() throws Exception {
        desk.runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.RUNNING));

        assertThat(post("/api/projects/acme/runs/run-1/cancel?dryRun=true", "").statusCode())
                .isEqualTo(200);
        assertThat(desk.runs().run("run-1").status()).isEqualTo("running");
        assertThat(json(post("/api/projects/acme/runs/run-1/cancel", ""))
                        .get("status")
                        .stringValue())
                .isEqualTo("cancelled");
    }

    @Test
    void shutdownIsAnsweredAndPassedOn() throws Exception {
        assertThat(post("/api/shutdown", "").statusCode()).isEqualTo(202);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(authorized(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(authorized(path).header("Understudy-By", "ana").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + secret);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private String rawStatus(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /api/projects/acme/status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + secret
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
