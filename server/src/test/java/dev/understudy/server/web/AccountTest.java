package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.access.Token;
import dev.understudy.server.access.Totp;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, second factors, proofs and tokens, over HTTP before a desk in memory. */
@Timeout(120)
final class AccountTest {

    private static final String PASSWORD = "three geese and a ladder";
    private static final String OTHER = "four ducks under a bridge";
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7]+)<");
    private static final Pattern TOKEN = Pattern.compile("id=\"token\"[^>]*>(ust-[^<]+)<");
    private static final Pattern RECOVERY = Pattern.compile("id=\"recovery\"[^>]*>([a-z0-9]{5}-[a-z0-9]{5})");

    @TempDir
    Path folder;

    private Showroom desk;
    private Api api;
    private Browser ana;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        desk = new Showroom(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(
                0, token, new FakeProjects(desk), new Web(), folder.resolve("service.log"), () -> {}, desk.entrance());
        ana = new Browser(api.port());
    }

    @AfterEach
    void stop() {
        ana.close();
        api.close();
    }

    private HttpResponse<String> operator(String path, String body) throws Exception {
        return Browser.api(api.port(), "POST", path, body, secret);
    }

    private String passwordLink(String person) throws Exception {
        HttpResponse<String> made = operator("/api/projects/acme/people/" + person + "/password-link", "{}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.body().replaceFirst("(?s).*link=", "").replaceFirst("(?s)\".*", "");
    }

    private HttpResponse<String> set(Browser browser, String link, String password) throws Exception {
        return browser.post("/password", Map.of("link", link, "password", password, "again", password));
    }

    private static HttpResponse<String> signIn(Browser browser, String person, String shown, String code)
            throws Exception {
        return browser.post("/sign-in", Map.of("project", "acme", "person", person, "key", shown, "code", code));
    }

    private static HttpResponse<String> elsewhere(Browser browser, String shown) throws Exception {
        return browser.post("/sign-in", Map.of("project", "none", "person", "ana", "key", shown, "code", ""));
    }

    private static HttpResponse<String> send(Browser browser, String path, String... members) throws Exception {
        Map<String, String> form = new HashMap<>();
        form.put("form-token", browser.formToken("/account"));
        for (int i = 0; i < members.length; i += 2) {
            form.put(members[i], members[i + 1]);
        }
        return browser.post(path, form);
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    @Test
    void aPersonSetsAPasswordByALinkThatCountsOnceAndSignsInByIt() throws Exception {
        String link = passwordLink("ana");
        assertThat(ana.get("/password?link=" + link).body()).contains("ana");
        assertThat(set(ana, link, "short").body()).contains("server.password-weak");
        assertThat(ana.post("/password", Map.of("link", link, "password", PASSWORD, "again", OTHER))
                        .body())
                .contains("server.passwords-differ");

        assertThat(set(ana, link, PASSWORD).statusCode()).isEqualTo(303);
        assertThat(ana.get("/projects/acme").statusCode()).isEqualTo(200);
        assertThat(set(ana, link, OTHER).body()).contains("server.password-link-spent");
        try (Browser other = new Browser(api.port())) {
            assertThat(signIn(other, "ana", OTHER, "").statusCode()).isEqualTo(403);
            assertThat(signIn(other, "ana", PASSWORD, "").statusCode()).isEqualTo(303);
            assertThat(other.get("/projects/acme").statusCode()).isEqualTo(200);
        }
        assertThat(desk.entrance().notes())
                .containsSubsequence("password-link-made ana by api", "password-set ana by ana");
    }

    @Test
    void aLinkThatIsOldReplacedMadeUpOrOfSomebodyWhoLeftSetsNothing() throws Exception {
        String replaced = passwordLink("ana");
        String link = passwordLink("ana");
        for (String wrong : new String[] {replaced, link + "x", link.replace(".ana.", ".bo."), "", "a.b.c"}) {
            assertThat(set(ana, wrong, PASSWORD).body()).as(wrong).contains("server.password-link-spent");
        }
        desk.entrance().pass(Duration.ofHours(25));
        assertThat(set(ana, link, PASSWORD).body()).contains("server.password-link-spent");
        String later = passwordLink("dev");
        desk.leave("dev");
        assertThat(set(ana, later, PASSWORD).body()).contains("server.password-link-spent");
        assertThat(operator("/api/projects/acme/people/dev/password-link", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsWrongIsNotToldAndManyAttemptsWait() throws Exception {
        set(ana, passwordLink("ana"), PASSWORD);
        try (Browser guesser = new Browser(api.port())) {
            String refused = alert(signIn(guesser, "ana", OTHER, ""));
            for (String person : new String[] {"bo", "nobody"}) {
                assertThat(alert(signIn(guesser, person, PASSWORD, ""))).isEqualTo(refused);
            }
            for (int i = 0; i < 5; i++) {
                signIn(guesser, "ana", OTHER, "");
                signIn(guesser, "nobody", OTHER, "");
                elsewhere(guesser, OTHER);
            }
            assertThat(elsewhere(guesser, PASSWORD).statusCode())
                    .as("as of a project that is there")
                    .isEqualTo(429);
            assertThat(elsewhere(guesser, "usk-ana").statusCode())
                    .as("keys are not guessed")
                    .isEqualTo(403);
            assertThat(signIn(guesser, "ana", PASSWORD, "").statusCode()).isEqualTo(429);
            assertThat(signIn(guesser, "nobody", PASSWORD, "").statusCode()).isEqualTo(429);
            assertThat(ana.get("/projects/acme").statusCode())
                    .as("who is in stays in")
                    .isEqualTo(200);
            assertThat(signIn(guesser, "ana", "usk-ana", "").statusCode())
                    .as("a key cannot be guessed")
                    .isEqualTo(303);
        }
    }

    private static String alert(HttpResponse<String> answer) {
        return answer.body().replaceFirst("(?s).*role=\"alert\">", "").replaceFirst("(?s)</div>.*", "");
    }

    @Test
    void aNewPasswordEndsWhatWasOpenElsewhere() throws Exception {
        set(ana, passwordLink("ana"), PASSWORD);
        try (Browser lost = new Browser(api.port())) {
            signIn(lost, "ana", PASSWORD, "");
            HttpResponse<String> refused =
                    send(ana, "/account/password", "proof", OTHER, "password", OTHER, "again", OTHER);
            assertThat(refused.body()).contains("server.proof-refused");
            assertThat(lost.get("/projects/acme").statusCode()).isEqualTo(200);

            send(ana, "/account/password", "proof", PASSWORD, "password", OTHER, "again", OTHER);
            assertThat(lost.get("/projects/acme").statusCode()).isEqualTo(303);
            assertThat(ana.get("/projects/acme").statusCode()).isEqualTo(200);
            assertThat(signIn(lost, "ana", PASSWORD, "").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aSecondFactorIsSetUpFromThePageAndAskedForFromThenOn() throws Exception {
        set(ana, passwordLink("ana"), PASSWORD);
        send(ana, "/account/second-factor");
        String page = ana.get("/account").body();
        assertThat(page).contains("<svg class=\"qr\"");
        Totp totp = totp(found(SECRET, page));
        HttpResponse<String> confirmed = send(
                ana,
                "/account/second-factor/confirm",
                "code",
                totp.code(desk.entrance().instant()));
        String recovery = found(RECOVERY, confirmed.body());
        assertThat(ana.get("/account").body())
                .as("shown once")
                .doesNotContain(recovery)
                .doesNotContain("id=\"secret\"");

        desk.entrance().pass(Duration.ofSeconds(30));
        String code = totp.code(desk.entrance().instant());
        try (Browser other = new Browser(api.port())) {
            assertThat(signIn(other, "ana", PASSWORD, "").body()).contains("server.code-wanted");
            assertThat(signIn(other, "ana", "usk-ana", "").body()).contains("server.code-wanted");
            assertThat(signIn(other, "ana", PASSWORD, "123").body()).contains("server.key-refused");
            assertThat(signIn(other, "ana", PASSWORD, code).statusCode()).isEqualTo(303);
        }
        try (Browser third = new Browser(api.port())) {
            assertThat(signIn(third, "ana", PASSWORD, code).body()).contains("server.key-refused");
            assertThat(signIn(third, "ana", PASSWORD, recovery).statusCode()).isEqualTo(303);
            assertThat(signIn(third, "ana", PASSWORD, recovery).statusCode()).isEqualTo(403);
        }
        operator("/api/projects/acme/people/ana/password-link", "{\"second-factor\":\"remove\"}");
        assertThat(desk.entrance().notes()).contains("second-factor-removed ana by api");
    }

    /** A session is not enough for long to change what people work with; the form is sent again afterwards. */
    @Test
    void whoPromotesShowsOnceMoreWhoTheyAre() throws Exception {
        Browser bo = ana;
        set(bo, passwordLink("bo"), PASSWORD);
        String promote = "/projects/acme/releases/" + Showroom.OPEN + "/promote";
        desk.entrance().pass(Duration.ofMinutes(16));

        HttpResponse<String> asked = send(bo, promote);
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.headers().firstValue("Location").orElseThrow())
                .endsWith("/prove?to=%2Fprojects%2Facme%2Freleases%2F" + Showroom.OPEN);
        assertThat(desk.said()).isEmpty();
        assertThat(send(bo, "/prove", "proof", OTHER, "to", "/").body()).contains("server.proof-refused");
        assertThat(send(bo, promote).headers().firstValue("Location").orElseThrow())
                .contains("/prove");

        assertThat(send(bo, "/prove", "proof", PASSWORD, "to", "/projects/acme").statusCode())
                .isEqualTo(303);
        assertThat(send(bo, promote).headers().firstValue("Location").orElseThrow())
                .contains("/runs/run-9");
        assertThat(desk.said()).containsExactly("bo promote " + Showroom.OPEN);
    }

    @Test
    void theAccountLeadsBackToTheProjectAndNamesRolesInWords() throws Exception {
        Browser bo = ana;
        set(bo, passwordLink("bo"), PASSWORD);
        assertThat(bo.get("/account").body())
                .contains("href=\"/projects/acme\"", "href=\"/projects/acme/inbox\"", "<li>release manager</li>")
                .doesNotContain("<li>release-manager</li>");
    }

    @Test
    void anAccountThatIsClosedIsOutInTheMiddle() throws Exception {
        set(ana, passwordLink("ana"), PASSWORD);
        String token = found(
                TOKEN,
                send(ana, "/account/tokens", "name", "ci", "role", "viewer", "days", "30")
                        .body());
        String pending = passwordLink("ana");
        assertThat(get(token, "/api/projects/acme/status")).isEqualTo(200);

        operator("/api/projects/acme/people/ana/revoke", "");
        assertThat(ana.get("/projects/acme").statusCode()).isEqualTo(303);
        assertThat(get(token, "/api/projects/acme/status")).isEqualTo(401);
        assertThat(signIn(ana, "ana", PASSWORD, "").statusCode()).isEqualTo(403);
        assertThat(set(ana, pending, OTHER).body()).contains("server.password-link-spent");
    }

    @Test
    void aTokenOfAPersonMayWhatTheyMayAndNoMore() throws Exception {
        signIn(ana, "ana", "usk-ana", "");
        assertThat(send(ana, "/account/tokens", "name", "x", "role", "release-manager", "days", "1")
                        .body())
                .contains("server.token-role");
        String token = found(
                TOKEN,
                send(ana, "/account/tokens", "name", "ci", "role", "viewer", "days", "1")
                        .body());
        assertThat(ana.get("/account").body()).contains("ci").doesNotContain(token);

        assertThat(get(token, "/api/projects/acme/releases")).isEqualTo(200);
        assertThat(get(token, "/api/projects/acme/environments/staging/logs")).isEqualTo(403);
        assertThat(get(token, "/api/projects/other/releases")).isEqualTo(404);
        assertThat(get(token, "/api/projects")).isEqualTo(403);
        desk.entrance().pass(Duration.ofDays(1));
        assertThat(get(token, "/api/projects/acme/releases")).isEqualTo(401);
    }

    @Test
    void theOperatorMakesListsAndRevokesTokensOfPrograms() throws Exception {
        assertThat(operator("/api/projects/acme/tokens?dryRun=true", "{\"name\":\"nightly\"}")
                        .body())
                .contains("note a token");
        assertThat(operator("/api/projects/acme/people/ana/revoke?dryRun=true", "")
                        .body())
                .contains("of ana");
        assertThat(desk.entrance().notes()).isEmpty();
        HttpResponse<String> made =
                operator("/api/projects/acme/tokens", "{\"name\":\"nightly\",\"role\":\"developer\",\"days\":\"7\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String token = made.body().replaceFirst("(?s).*\"token\":\"", "").replaceFirst("(?s)\".*", "");
        String id = made.body().replaceFirst("(?s).*\"id\":\"", "").replaceFirst("(?s)\".*", "");
        String listed = Browser.api(api.port(), "GET", "/api/projects/acme/tokens", "", secret)
                .body();
        assertThat(listed).contains("nightly", "developer", "counts").doesNotContain(token);

        HttpResponse<String> rehearsed = Browser.api(
                api.port(), "POST", "/api/projects/acme/releases/" + Showroom.OPEN + "/rehearse", "", token);
        assertThat(rehearsed.statusCode()).isEqualTo(202);
        assertThat(desk.said()).containsExactly("token " + id + " rehearse " + Showroom.OPEN);
        String release = "/api/projects/acme/releases/" + Showroom.OPEN;
        assertThat(post(token, release + "/rehearse", "{\"accept-class\":\"\",\"accept-loss\":\"\"}"))
                .as("as the command line asks when nothing is accepted")
                .isEqualTo(202);
        assertThat(post(token, release + "/rehearse", "{\"accept-class\":\"D\"}"))
                .as("to accept a class is no developer's")
                .isEqualTo(403);
        assertThat(post(token, "/api/projects/acme/releases", "{\"accept-unreached\":true}"))
                .as("nor to accept a script that is passed over")
                .isEqualTo(403);
        assertThat(post(token, release + "/promote", "")).isEqualTo(403);

        assertThat(operator("/api/projects/acme/tokens/" + id + "/revoke", "").body())
                .contains("revoked");
        assertThat(get(token, "/api/projects/acme/releases")).isEqualTo(401);
        assertThat(operator("/api/projects/acme/tokens/nothing/revoke", "").statusCode())
                .isEqualTo(404);
    }

    /** Asked with a reason, given by another, an hour, written down, ended by itself. */
    @Test
    void aRoleIsLentForAnHourByAnother() throws Exception {
        signIn(ana, "dev", "usk-dev", "");
        String promote = "/projects/acme/releases/" + Showroom.OPEN + "/promote";
        assertThat(send(ana, promote).body()).contains("server.not-allowed");
        assertThat(send(ana, "/projects/acme/access", "role", "release-manager", "reason", " ")
                        .body())
                .contains("server.loan-reason");
        send(ana, "/projects/acme/access", "role", "release-manager", "reason", "Bo is ill " + Showroom.SCRIPT);
        String page = ana.get("/projects/acme/access").body();
        assertThat(page).contains("Bo is ill &lt;script&gt;").doesNotContain("/give\"");
        String give = found(Pattern.compile("id=\"loan-([0-9a-f]+)\""), page);
        assertThat(send(ana, "/projects/acme/access/" + give + "/give").body()).contains("server.not-allowed");

        try (Browser bo = new Browser(api.port())) {
            signIn(bo, "bo", "usk-bo", "");
            assertThat(bo.get("/projects/acme/access").body()).contains("/give\"");
            assertThat(send(bo, "/projects/acme/access/" + give + "/give").statusCode())
                    .isEqualTo(303);
            assertThat(send(bo, "/projects/acme/access/" + give + "/refuse").body())
                    .contains("server.loan-answered");
        }
        try (Browser viewer = new Browser(api.port())) {
            signIn(viewer, "ana", "usk-ana", "");
            send(viewer, "/projects/acme/access", "role", "developer", "reason", "to look at the log");
            String hers = found(
                    Pattern.compile("id=\"loan-([0-9a-f]+)\""),
                    viewer.get("/projects/acme/access").body());
            assertThat(send(ana, "/projects/acme/access/" + hers + "/give").body())
                    .contains("server.loan-lent");
        }
        assertThat(send(ana, promote).statusCode()).isEqualTo(303);
        assertThat(desk.said()).containsExactly("dev promote " + Showroom.OPEN);
        desk.entrance().pass(Duration.ofHours(1));
        assertThat(send(ana, promote).body()).contains("server.not-allowed");
        assertThat(desk.entrance().notes())
                .anyMatch(note -> note.startsWith("role-asked release-manager: Bo is ill") && note.endsWith("by dev"))
                .anyMatch(note -> note.startsWith("role-given release-manager to dev") && note.endsWith("by bo"));
    }

    @Test
    void whoAnswersForProductionGivesThemselvesNothingAndTakesBackWhatTheyGave() throws Exception {
        signIn(ana, "bo", "usk-bo", "");
        send(ana, "/projects/acme/access", "role", "developer", "reason", "to look at the log");
        String own = found(
                Pattern.compile("id=\"loan-([0-9a-f]+)\""),
                ana.get("/projects/acme/access").body());
        assertThat(send(ana, "/projects/acme/access/" + own + "/give").body()).contains("server.loan-own");

        try (Browser viewer = new Browser(api.port())) {
            signIn(viewer, "ana", "usk-ana", "");
            send(viewer, "/projects/acme/access", "role", "developer", "reason", "to look at the log");
            String hers = found(
                    Pattern.compile("id=\"loan-([0-9a-f]+)\""),
                    viewer.get("/projects/acme/access").body());
            send(ana, "/projects/acme/access/" + hers + "/give");
            String log = "/projects/acme/environments/staging/log";
            assertThat(viewer.get(log).statusCode()).isEqualTo(200);
            assertThat(send(viewer, "/projects/acme/access/" + own + "/end").body())
                    .contains("server.loan-not-found");
            send(ana, "/projects/acme/access/" + hers + "/end");
            assertThat(viewer.get(log).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aProgramWhoseTokenIsEndedHearsNothingMore() throws Exception {
        String made =
                operator("/api/projects/acme/tokens", "{\"name\":\"follower\"}").body();
        String token = made.replaceFirst("(?s).*\"token\":\"", "").replaceFirst("(?s)\".*", "");
        String id = made.replaceFirst("(?s).*\"id\":\"", "").replaceFirst("(?s)\".*", "");
        CompletableFuture<String> live = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Browser.api(api.port(), "GET", "/api/projects/acme/runs/run-4/events", "", token)
                                .body();
                    } catch (IOException | InterruptedException gone) {
                        throw new IllegalStateException(gone);
                    }
                },
                Thread::startVirtualThread);
        while (desk.runs().followers() == 0) {
            Thread.onSpinWait();
        }
        operator("/api/projects/acme/tokens/" + id + "/revoke", "");
        assertThat(live.join()).contains("12 of 31").doesNotContain("event: end");
    }

    private int get(String token, String path) throws Exception {
        return Browser.api(api.port(), "GET", path, "", token).statusCode();
    }

    private static Totp totp(String base32) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder bits = new StringBuilder();
        base32.chars()
                .forEach(letter -> bits.append("%5s"
                        .formatted(Integer.toBinaryString(letters.indexOf(letter)))
                        .replace(' ', '0')));
        byte[] secret = new byte[bits.length() / 8];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return new Totp(secret);
    }

    private int post(String token, String address, String body) throws Exception {
        return Browser.api(api.port(), "POST", address, body, token).statusCode();
    }
}
