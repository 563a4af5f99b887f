package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.HookView;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.web.Showroom;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The pages as a developer uses them: what failed, runs as they go on, logs, mails of a copy, pushes. */
@Timeout(300)
final class WebDeveloperIT extends PagesInChromium {

    @Test
    void whatFailedIsReadAndUnderstoodAndScriptsAreReadToo() {
        signIn("bo");
        browser.find("#release-" + Showroom.FAILED).click();
        browser.awaitText(Showroom.SCRIPT);
        browser.find("#rollout .runs li a:last-of-type").click();
        browser.awaitText("r13 must not be deployed.");
        assertThat(browser.text()).containsSubsequence("must not be deployed", "1 failed on the real data", "Locks");
        browser.open("/projects/acme/runs/run-3");
        browser.awaitText("Give the column a default");
        browser.awaitText(Showroom.SCRIPT);
        assertThat(browser.title()).isNotEqualTo("taken");
    }

    @Test
    void aMailOfACopyIsFoundReadAndDeletedAndAHostileOneDoesNothing() {
        signIn("bo");
        browser.open("/projects/acme/environments/staging");
        browser.find("a[href$='/staging/mails']").click();
        browser.awaitText("Your order S00012");
        browser.find("input[name=search]").sendKeys("on its way" + Keys.ENTER);
        browser.awaitGone("a[href$='/mails/8']");
        browser.find("a[href$='/mails/7']").click();
        browser.awaitText("S00012.pdf");
        assertThat(browser.text()).contains("https://elsewhere.example/").doesNotContain("Thank you");

        browser.open("/projects/acme/environments/staging/mails/8");
        browser.awaitText("Where it leads");
        assertThat(browser.title()).isNotEqualTo("taken");
        assertThat(browser.path()).isEqualTo("/projects/acme/environments/staging/mails/8");
        browser.find("form[action$='/mails/8/delete'] button").click();
        browser.awaitGone("a[href$='/mails/8']");
        browser.open("/projects/acme/environments/staging/mails");
        browser.find("details.sure summary").click();
        browser.find("form[action$='/mails/clear'] button").click();
        browser.awaitText("No mails yet.");
    }

    @Test
    void aRunIsFollowedAsItGoesOnAndCancelled() {
        signIn("bo");
        browser.open("/projects/acme/runs/run-4");
        browser.awaitText("12 of 31");
        browser.awaitFollower(desk.runs()::followers);
        desk.move("running", "30 of 31 " + Showroom.SCRIPT);
        browser.awaitText("30 of 31 " + Showroom.SCRIPT);
        browser.find("main button.no").click();
        browser.awaitText("cancelled");
        assertThat(browser.all("main button.no")).isEmpty();
        assertThat(browser.title()).isNotEqualTo("taken");
    }

    @Test
    void aRunThatEndsIsShownAsOneThatHasEnded() {
        signIn("bo");
        browser.open("/projects/acme/runs/run-4");
        browser.awaitFollower(desk.runs()::followers);
        desk.move("succeeded", "31 of 31");
        browser.awaitText("took");
        browser.awaitGone("main button.no");
    }

    @Test
    void aLogIsReadAsItGrows() throws IOException {
        Path log = folder.resolve("odoo.log");
        Files.writeString(log, "2026-03-02 09:30:00,001 1 INFO odoo odoo: " + Showroom.SCRIPT + "\n");
        signIn("dev");
        browser.find("#environment-staging").click();
        browser.awaitText(Showroom.SCRIPT);
        Files.writeString(
                log,
                "2026-03-02 09:30:09,001 1 ERROR odoo odoo: later " + Showroom.SCRIPT + "\n",
                StandardOpenOption.APPEND);
        browser.awaitText("later " + Showroom.SCRIPT);
        assertThat(browser.title()).isNotEqualTo("taken");
        browser.forget();
        signIn("ana");
        browser.open("/projects/acme/environments/staging");
        browser.find("h1");
        assertThat(browser.all("#log")).isEmpty();
    }

    /** As Gitea sends it: its headers, its body, its signature, over HTTP; the page shows it, and what it is told on to. */
    @Test
    void aPushAtAGitServerIsSeenOnThePage() throws Exception {
        HookView hook = desk.hooks().add(new Hooks.Wish("gitea", "", List.of(), false, "", false, "operator"));
        String secret = Objects.requireNonNull(hook.secret());
        String body = """
                {"ref": "refs/heads/feature", "before": "%1$s", "after": "%2$s",
                 "compare_url": "http://git.example/acme/sales/compare/a...b",
                 "commits": [{"id": "%2$s", "message": "%3$s", "author": {"name": "Dev", "username": "dev"}}],
                 "repository": {"full_name": "acme/sales", "clone_url": "https://git.example/acme/sales.git",
                  "ssh_url": "git@git.example:acme/sales.git"},
                 "pusher": {"login": "dev"}, "sender": {"login": "dev"}}
                """.formatted("a".repeat(40), "b".repeat(40), Showroom.SCRIPT.replace("\"", "\\\""));

        browser.open(link());
        browser.find("main button").click();
        browser.awaitText("Projects");
        browser.open("/projects/acme/hooks");
        browser.awaitText("gitea");
        assertThat(send(hook.id(), body, "0".repeat(64))).isBetween(400, 499);
        browser.open("/projects/acme/hooks");
        assertThat(browser.find(".hook").getText()).contains("gitea");
        assertThat(browser.all(".hook time"))
                .as("what is not signed came from nobody")
                .isEmpty();

        assertThat(send(hook.id(), body, signature(secret, body))).isEqualTo(202);
        browser.open("/projects/acme/hooks");
        assertThat(browser.find(".hook time").getText()).isNotBlank();
        assertThat(send(hook.id(), body, signature(secret, body)))
                .as("replayed")
                .isBetween(400, 499);
        assertThat(browser.title()).isNotEqualTo("taken");
        assertThat(browser.violations()).isEmpty();
    }

    private static String signature(String secret, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private int send(String id, String body, String signature) throws Exception {
        try (HttpClient gitea = HttpClient.newHttpClient()) {
            return gitea.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/hooks/acme/" + id))
                                    .header("Content-Type", "application/json")
                                    .header("X-Gitea-Event", "push")
                                    .header("X-Gitea-Event-Type", "push")
                                    .header("X-Gitea-Delivery", "f6266f16-1bf3-46a5-9ea4-602e06ead473")
                                    .header("X-Gitea-Signature", signature)
                                    .header("X-Hub-Signature-256", "sha256=" + signature)
                                    .header("User-Agent", "Go-http-client/1.1")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
