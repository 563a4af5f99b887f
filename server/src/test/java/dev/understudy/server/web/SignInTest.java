package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Coming in, forms, and what pages are allowed to do, over HTTP before a desk in memory. */
@Timeout(60)
final class SignInTest {

    @TempDir
    Path folder;

    private Showroom desk;
    private Api api;
    private Browser browser;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        desk = new Showroom(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(0, token, new FakeProjects(desk), new Web(), folder.resolve("service.log"), () -> {});
        browser = new Browser(api.port());
    }

    @AfterEach
    void stop() {
        browser.close();
        api.close();
    }

    @Test
    void aLinkCountsOnceAndLookingAtItDoesNotUseItUp() throws Exception {
        String link = link();

        assertThat(browser.get("/sign-in?link=" + link).statusCode()).isEqualTo(200);
        HttpResponse<String> entered = browser.post("/sign-in", Map.of("link", link));
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=" + Sessions.SESSION.toSeconds());
        assertThat(browser.get("/").body()).contains("acme");

        try (Browser second = new Browser(api.port())) {
            HttpResponse<String> refused = second.post("/sign-in", Map.of("link", link));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("server.link-spent");
            assertThat(second.session()).isEmpty();
        }
    }

    @Test
    void signingOutEndsTheSessionAlsoForWhoKeptTheCookie() throws Exception {
        browser.signIn("ana");
        String kept = browser.session();
        browser.post("/sign-out", Map.of("form-token", browser.formToken("/projects/acme")));

        browser.session(kept);
        assertThat(browser.get("/projects/acme").statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionThatSomebodyMadeUpOrChangedIsNone() throws Exception {
        browser.signIn("ana");
        String cookie = browser.session();
        for (String made : new String[] {
            cookie.replace("acme.ana.", "acme.bo."), cookie.replace("acme.ana.", "acme.."), cookie + "x", "a=b"
        }) {
            browser.session(made);
            assertThat(browser.get("/projects/acme").statusCode()).as(made).isEqualTo(303);
        }
    }

    /** A phone begins a word with a capital. */
    @Test
    void aNameCountsAsItIsTypedAndSoDoesTheMailAddress() throws Exception {
        for (String typed : List.of("Ana", " ANA ", "Ana@Acme.example")) {
            HttpResponse<String> entered =
                    browser.post("/sign-in", Map.of("project", "acme", "person", typed, "key", "usk-ana"));
            assertThat(entered.statusCode()).as(typed).isEqualTo(303);
        }
    }

    @Test
    void aWrongKeyIsRefusedInTheSameWordsWhateverIsWrong() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("project", "acme", "person", "ana", "key", "usk-bo"),
                Map.of("project", "acme", "person", "nobody", "key", "usk-ana"),
                Map.of("project", "other", "person", "ana", "key", "usk-ana"),
                Map.of("project", "acme", "person", "ana", "key", ""))) {
            HttpResponse<String> refused = browser.post("/sign-in", wrong);
            assertThat(refused.statusCode()).as(wrong.toString()).isEqualTo(403);
            assertThat(refused.body()).contains("server.key-refused");
        }
    }

    @Test
    void whoseServiceHasOneProjectNeedNotNameIt() throws Exception {
        assertThat(browser.get("/sign-in").body()).contains("name=\"person\"").doesNotContain("name=\"project\"");

        browser.post("/sign-in", Map.of("person", "ana", "key", "usk-ana"));

        assertThat(browser.get("/projects/acme").statusCode()).isEqualTo(200);
        Browser.api(api.port(), "POST", "/api/projects", "{\"file\": \"/srv/other/understudy.yaml\"}", secret);
        try (Browser another = new Browser(api.port())) {
            assertThat(another.get("/sign-in").body()).contains("name=\"project\"");
            another.post("/sign-in", Map.of("person", "ana", "key", "usk-ana"));
            assertThat(another.get("/projects/acme").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void aFormFromElsewhereOrWithoutTheTokenOfTheSessionDoesNothing() throws Exception {
        browser.signIn("ana");
        String token = browser.formToken("/projects/acme");
        Map<String, String> form = Map.of("form-token", token, "gate", "approval", "digest", "d".repeat(64));
        String approve = "/projects/acme/releases/" + Showroom.OPEN + "/approve";

        assertThat(browser.post(approve, form, "Sec-Fetch-Site", "cross-site").body())
                .contains("server.foreign-form");
        assertThat(browser.post(approve, form, "Sec-Fetch-Site", "same-site").body())
                .contains("server.foreign-form");
        assertThat(browser.post(approve, form, "Origin", "https://evil.example").body())
                .contains("server.foreign-form");
        assertThat(browser.post(approve, Map.of("gate", "approval")).body()).contains("server.stale-form");
        assertThat(desk.said()).isEmpty();

        assertThat(browser.post(approve, form, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(303);
        assertThat(desk.said()).containsExactly("ana yes approval ");
    }

    @Test
    void scriptsAreShownAndNotRunAndNoPageMayRunThem() throws Exception {
        browser.signIn("bo");
        for (String page : new String[] {"", "/releases/r13", "/runs/run-3", "/runs/run-4", "/runs/run-3/rehearsal"}) {
            HttpResponse<String> answer = browser.get("/projects/acme" + page);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("<script>", "<img src=x");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(browser.get("/projects/acme/releases/r13").body()).contains("&lt;script&gt;");
    }

    @Test
    void nobodyIsSentElsewhereByTheSignIn() throws Exception {
        for (String to :
                new String[] {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"}) {
            HttpResponse<String> entered =
                    browser.post("/sign-in", Map.of("project", "acme", "person", "ana", "key", "usk-ana", "to", to));
            assertThat(entered.headers().firstValue("Location").orElseThrow())
                    .isIn("/", "http://127.0.0.1:" + api.port() + "/");
        }
    }

    @Test
    void anUnknownAddressIsAPageInTheReadersLanguage() throws Exception {
        browser.signIn("ana");
        HttpResponse<String> answer = browser.get("/projects/acme/releases/r99", "Accept-Language", "fr");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<html lang=\"fr\">", "release.not-found");
        assertThat(browser.get("/projects/other").statusCode()).isEqualTo(404);
        assertThat(browser.get("/nowhere").body()).contains("server.no-such-page");
    }

    private String link() throws Exception {
        String answer = browser.post("/api/sign-in-links", Map.of(), "Authorization", "Bearer " + secret)
                .body();
        return answer.replaceFirst("(?s).*link=", "").replaceFirst("(?s)\".*", "");
    }
}
