package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.Home;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.project.OpenProjects;
import dev.understudy.server.project.Registry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A service that has no project yet, over HTTP: its projects are real, their desks in memory. */
@Timeout(120)
final class BeginPageTest {

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private OpenProjects projects;
    private Api api;
    private Browser browser;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        Home home = Home.of(
                Map.of(
                        "UNDERSTUDY_HOME",
                        folder.resolve("home").toString(),
                        "UNDERSTUDY_CACHE",
                        folder.resolve("cache").toString()),
                false);
        projects = new OpenProjects(home, Registry.of(home), _ -> new Showroom(folder.resolve("odoo.log")));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(0, token, projects, new Web(), folder.resolve("service.log"), () -> {}, () -> now);
        browser = new Browser(api.port());
        browser.post("/sign-in", Map.of("link", link()));
    }

    @AfterEach
    void stop() {
        browser.close();
        api.close();
        projects.close();
    }

    private String link() throws Exception {
        String answer = Browser.api(api.port(), "POST", "/api/sign-in-links", "", secret)
                .body();
        return JsonMapper.shared().readTree(answer).get("path").stringValue().replaceFirst(".*link=", "");
    }

    private HttpResponse<String> send(String to, Map<String, String> members) throws Exception {
        Map<String, String> all = new HashMap<>(members);
        all.put("form-token", browser.formToken("/begin"));
        return browser.post(to, all);
    }

    private Map<String, String> acme(String modules, Path where) {
        return Map.of(
                "name",
                "Acme",
                "series",
                "19.0",
                "modules",
                modules,
                "languages",
                "es_ES",
                "method",
                "hdz-ii",
                "person",
                "ana",
                "mail",
                "ana@acme.example",
                "folder",
                where.toString());
    }

    @Test
    void theOperatorIsLedToTheBeginningAndSeesTheCommandsBeside() throws Exception {
        HttpResponse<String> home = browser.get("/");
        assertThat(home.statusCode()).isEqualTo(303);
        assertThat(home.headers().firstValue("Location")).hasValue("/begin");
        assertThat(browser.get("/begin").body())
                .contains("understudy audit", "understudy init", "understudy env create production");

        try (Browser nobody = new Browser(api.port())) {
            assertThat(nobody.get("/begin").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void aNewOneIsDescribedAndIsAProjectWithWhoeverBegins() throws Exception {
        Path where = folder.resolve("acme");

        HttpResponse<String> made = send("/begin/make", acme("sale_management, stock", where));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        assertThat(made.headers().firstValue("Location")).hasValue("/projects/acme/environments/production/create");
        Project project = ProjectFile.read(where.resolve("understudy.yaml")).require();
        assertThat(project.name()).isEqualTo("acme");
        assertThat(project.odoo().modules()).containsExactlyInAnyOrder("sale_management", "stock");
        assertThat(project.people().named("ana").orElseThrow().roles()).containsExactly("release-manager");
        assertThat(project.people().all())
                .as("nobody approves alone what they may have written")
                .extracting("name")
                .containsExactly("client", "ana");
        assertThat(where.resolve("addons/.git")).isDirectory();
        assertThat(projects.all(Locale.ENGLISH)).extracting("name").containsExactly("acme");
        assertThat(browser.get("/").body())
                .as("the session of before counts on")
                .contains("/projects/acme");
    }

    @Test
    void whatBeginsAsksForAFreshProof() throws Exception {
        now = now.plus(Sessions.PROOF).plusSeconds(1);
        Path where = folder.resolve("acme");
        for (String act : List.of("look", "adopt", "make")) {
            HttpResponse<String> answer = send("/begin/" + act, acme("stock", where));
            assertThat(answer.headers().firstValue("Location")).as(act).hasValue("/prove?to=%2Fbegin");
        }
        assertThat(where).doesNotExist();
        assertThat(browser.get("/begin").body()).doesNotContain("id=\"begin-state\" hx-get");
    }

    @Test
    void whatCannotBeIsSaidAndLeavesNothing() throws Exception {
        Path where = folder.resolve("acme");
        assertThat(send("/begin/make", acme("sale;stock", where)).body()).contains("config.");
        assertThat(where).doesNotExist();

        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("somebody's"), "work");
        assertThat(send("/begin/make", acme("stock", taken)).body()).contains("server.folder-taken");
        assertThat(send("/begin/make", acme("stock", Path.of("relative"))).body())
                .contains("server.folder-taken");
        assertThat(taken).isDirectoryContaining("glob:**somebody's");
        assertThat(send("/begin/adopt", Map.of("folder", taken.toString())).body())
                .contains("server.first-use-nothing");
    }
}
