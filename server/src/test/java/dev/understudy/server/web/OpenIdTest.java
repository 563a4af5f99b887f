package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.AccessSettings;
import dev.understudy.model.config.AccessSettings.OpenId;
import dev.understudy.model.config.SecretName;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in by an OpenID provider, over HTTP on both sides; and what a dishonest one, or somebody between, gets. */
@Timeout(120)
final class OpenIdTest {

    @TempDir
    Path folder;

    @AutoClose
    private final HttpClient outside = HttpClient.newHttpClient();

    private Showroom desk;
    private Api api;
    private Browser browser;
    private SmallProvider provider;

    @BeforeEach
    void start() throws Exception {
        desk = new Showroom(folder.resolve("odoo.log"));
        api = Api.start(
                0,
                Token.of(folder.resolve("token")),
                new FakeProjects(desk),
                new Web(),
                folder.resolve("service.log"),
                () -> {},
                desk.entrance());
        browser = new Browser(api.port());
        provider = new SmallProvider();
        Path secret = Files.writeString(folder.resolve("secret"), SmallProvider.SECRET + "\n");
        configure(false, Optional.of(new SecretName.InFile(secret)));
    }

    private void configure(boolean secondFactor, Optional<SecretName> secret) {
        desk.entrance()
                .set(new AccessSettings(
                        secondFactor,
                        Optional.of(new OpenId(URI.create(provider.issuer()), SmallProvider.CLIENT, secret)),
                        Optional.empty()));
    }

    @AfterEach
    void stop() {
        browser.close();
        api.close();
        provider.close();
    }

    /** As a browser does it: there, and back with what it was given to keep. */
    private HttpResponse<String> signIn() throws Exception {
        HttpResponse<String> begun = browser.get("/sign-in/openid/acme?to=/projects/acme/releases/r12");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        URI back = SmallProvider.sentBack(outside, location(begun));
        return comeBack(back.getRawQuery(), kept(begun));
    }

    private HttpResponse<String> comeBack(String query, String kept) throws Exception {
        browser.session(kept);
        HttpResponse<String> answer = browser.get("/sign-in/openid?" + query);
        if (answer.statusCode() != 303) {
            browser.session("");
        }
        return answer;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String kept(HttpResponse<String> answer) {
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/sign-in/openid");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void whomTheProviderKnowsIsInAsTheOneWithThatAddress() throws Exception {
        assertThat(browser.get("/sign-in").body()).contains("/sign-in/openid/acme");
        HttpResponse<String> entered = signIn();

        assertThat(location(entered)).endsWith("/projects/acme/releases/r12");
        assertThat(browser.get("/projects/acme").body()).contains("/account", "ana");
        desk.leave("ana");
        assertThat(browser.get("/projects/acme").statusCode()).isEqualTo(303);
    }

    @Test
    void whatIsAskedOfTheProviderHasStateNonceAndAChallenge() throws Exception {
        String first = location(browser.get("/sign-in/openid/acme"));
        String second = location(browser.get("/sign-in/openid/acme"));

        assertThat(first)
                .startsWith(provider.issuer() + "/authorize?")
                .contains("response_type=code", "code_challenge_method=S256", "max_age=900", "nonce=", "state=")
                .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A" + api.port() + "%2Fsign-in%2Fopenid");
        assertThat(first.replaceFirst(".*state=([^&]+).*", "$1"))
                .isNotEqualTo(second.replaceFirst(".*state=([^&]+).*", "$1"));
    }

    @Test
    void anAddressThatTheProviderTellsOnlyWhenAskedIsThatOfTheSamePerson() throws Exception {
        provider.tellOnlyWhenAsked("ana@acme.example");
        assertThat(signIn().statusCode()).isEqualTo(303);
        browser.session("");
        provider.tellOnlyWhenAsked("another");
        assertThat(signIn().body()).contains("server.openid-failed", "another person");
    }

    @Test
    void whoIsNotOfTheProjectOrWasClosedOutIsNotIn() throws Exception {
        provider.person("eve@evil.example");
        assertThat(signIn().body()).contains("server.openid-unknown");
        provider.person("ANA@acme.example");
        provider.claim(claims -> claims.claim("email_verified", false));
        assertThat(signIn().body()).as("anybody may write any address").contains("server.openid-unknown");
        provider.claim(claims -> claims.claim("email_verified", null));
        assertThat(signIn().body()).contains("server.openid-unknown");
        provider.claim(claims -> claims);
        assertThat(signIn().statusCode()).isEqualTo(303);

        Browser.api(
                api.port(),
                "POST",
                "/api/projects/acme/people/ana/revoke",
                "",
                Files.readString(folder.resolve("token")).strip());
        assertThat(browser.get("/projects/acme").statusCode()).isEqualTo(303);
        browser.session("");
        assertThat(signIn().body()).contains("server.openid-unknown");
    }

    @Test
    void aTokenThatIsForgedOldOfAnotherOrForAnotherIsRefused() throws Exception {
        provider.claim(claims -> claims.audience("another"));
        assertThat(signIn().body()).contains("server.openid-failed");
        provider.claim(claims -> claims.issuer("http://127.0.0.1:1"));
        assertThat(signIn().body()).contains("server.openid-failed");
        provider.claim(claims -> claims.claim("nonce", "another"));
        assertThat(signIn().body()).contains("server.openid-failed");
        provider.claim(claims -> claims.expirationTime(Date.from(Instant.now().minus(Duration.ofHours(1)))));
        assertThat(signIn().body()).contains("server.openid-failed");
        provider.claim(claims -> claims.claim(
                "auth_time", Instant.now().minus(Duration.ofHours(1)).getEpochSecond()));
        assertThat(signIn().body()).contains("server.openid-failed");
        provider.claim(claims -> claims);
        provider.forge();
        assertThat(signIn().body()).contains("server.openid-failed");
    }

    @Test
    void anAnswerThatNobodyHereAskedForIsRefused() throws Exception {
        HttpResponse<String> begun = browser.get("/sign-in/openid/acme");
        String query = SmallProvider.sentBack(outside, location(begun)).getRawQuery();

        assertThat(comeBack(query.replaceFirst("state=[^&]+", "state=made-up"), kept(begun))
                        .body())
                .contains("server.openid-stale");
        assertThat(comeBack(query, "a=b").body()).contains("server.openid-stale");
        assertThat(comeBack(query, kept(begun) + "x").body()).contains("server.openid-stale");
        assertThat(comeBack("error=access_denied&state=" + query.replaceFirst(".*state=", ""), kept(begun))
                        .body())
                .contains("server.openid-failed", "access_denied");
        assertThat(comeBack(query, kept(begun)).statusCode()).isEqualTo(303);
        browser.session("");
        assertThat(comeBack(query, kept(begun)).body()).as("a code counts once").contains("server.openid-failed");
        HttpResponse<String> late = browser.get("/sign-in/openid/acme");
        String lateQuery = SmallProvider.sentBack(outside, location(late)).getRawQuery();
        desk.entrance().pass(Duration.ofMinutes(11));
        assertThat(comeBack(lateQuery, kept(late)).body()).contains("server.openid-stale");
    }

    @Test
    void aProviderThatIsAwayOrNotThereIsToldAsSuch() throws Exception {
        provider.close();
        assertThat(browser.get("/sign-in/openid/acme").body()).contains("server.openid-failed", "127.0.0.1");
        desk.entrance().set(AccessSettings.DEFAULT);
        assertThat(browser.get("/sign-in/openid/acme").body()).contains("server.openid-none");
        assertThat(browser.get("/sign-in").body()).doesNotContain("/sign-in/openid");
        assertThat(browser.get("/sign-in/openid/none").body()).contains("server.project-not-found");
    }

    /** Who came by the provider has what it asks; who came by a key alone must set a second factor up first. */
    @Test
    void whereASecondFactorIsRequiredAKeyAloneOpensTheAccountAlone() throws Exception {
        configure(true, Optional.of(new SecretName.InFile(folder.resolve("secret"))));
        assertThat(signIn().statusCode()).isEqualTo(303);
        assertThat(browser.get("/projects/acme").statusCode()).isEqualTo(200);

        browser.session("");
        browser.post("/sign-in", Map.of("project", "acme", "person", "ana", "key", "usk-ana"));
        HttpResponse<String> sent = browser.get("/projects/acme");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(location(sent)).endsWith("/account");
        assertThat(browser.get("/account").body()).contains("asks everybody for a second factor");
    }
}
