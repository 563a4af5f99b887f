package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.cli.Session;
import dev.understudy.cli.Shell;
import dev.understudy.model.config.AccessSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.SecretName;
import dev.understudy.model.view.HookView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import dev.understudy.server.asking.AskingMails;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.web.Showroom;
import dev.understudy.server.web.SmallProvider;
import dev.understudy.server.web.Web;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The pages in a real browser, by the real service's routes and checks, before a project in memory. With
 * {@code UNDERSTUDY_PICTURES=FOLDER} it leaves a picture of each: light and dark, wide and narrow.
 */
@Timeout(300)
final class WebIT {

    /** Where pictures of all pages go; without it none are made. */
    private static final String PICTURES = "UNDERSTUDY_PICTURES";

    private static final String RELEASE = "/projects/acme/releases/" + Showroom.OPEN;
    private static final Map<String, String> PAGES = pages();
    private static Chromium browser;

    @TempDir
    Path folder;

    private Showroom desk;
    private Api api;

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("board", "/projects/acme");
        pages.put("release", RELEASE);
        pages.put("rehearsal", "/projects/acme/runs/run-2/rehearsal");
        pages.put("failed-rehearsal", "/projects/acme/runs/run-3/rehearsal");
        pages.put("run", "/projects/acme/runs/run-4");
        pages.put("past-run", "/projects/acme/runs/run-3");
        pages.put("environment", "/projects/acme/environments/staging");
        pages.put("refresh", "/projects/acme/environments/staging/refresh");
        pages.put("deploy", "/projects/acme/environments/production/deploy?release=" + Showroom.OPEN);
        pages.put("rollback", "/projects/acme/environments/production/rollback");
        pages.put("traffic", "/projects/acme/environments/production/traffic?span=day");
        pages.put("monitoring", "/projects/acme/environments/production/monitoring?span=day");
        pages.put("mails", "/projects/acme/environments/staging/mails");
        pages.put("mail", "/projects/acme/environments/staging/mails/7");
        pages.put("hostile-mail", "/projects/acme/environments/staging/mails/8");
        pages.put("held-mails", "/projects/acme/environments/staging/held-mails");
        pages.put("held-mail", "/projects/acme/environments/staging/held-mails/7");
        pages.put("mask", "/projects/acme/environments/staging/mask");
        pages.put("inbox", "/projects/acme/inbox");
        pages.put("calendar", "/projects/acme/calendar");
        pages.put("account", "/account");
        pages.put("access", "/projects/acme/access");
        pages.put("problem", "/projects/acme/releases/r99");
        return pages;
    }

    @BeforeAll
    static void openBrowser() throws Exception {
        browser = new Chromium();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() {
        desk = new Showroom(folder.resolve("odoo.log"));
        api = Api.start(
                0,
                Token.of(folder.resolve("token")),
                new FakeProjects(desk),
                new Web(),
                folder.resolve("service.log"),
                () -> {});
        browser.of(api.port());
        browser.size(1280, 800);
        browser.scheme("light");
        browser.language("en");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theOperatorComesInByTheLinkOfTheCommandLineAndItCountsOnce() {
        String link = link();
        browser.open(link);
        browser.find("main button").click();
        browser.awaitText("Projects");
        browser.find("#project-acme").click();
        browser.awaitText("Staging");
        assertThat(browser.path()).isEqualTo("/projects/acme");

        browser.open("/projects/acme/releases/" + Showroom.OPEN);
        browser.awaitText("You are signed in as the operator");
        browser.find("header button").click();
        browser.awaitText("Sign in");
        browser.open(link);
        browser.find("main button").click();
        browser.awaitText("used already");
    }

    @Test
    void twoPeopleBringAReleaseOn() {
        signIn("ana");
        browser.find("#next-" + Showroom.OPEN).click();
        browser.find("#next textarea").sendKeys("Tried it with Monday's orders");
        browser.find("#next button").click();
        browser.awaitText("approved by ana");
        assertThat(desk.said()).containsExactly("ana yes approval Tried it with Monday's orders");

        browser.find("header button").click();
        signIn("bo");
        browser.find("#next-" + Showroom.OPEN).click();
        browser.awaitText("Ask how urgent an order is");
        browser.find("#next button").click();
        browser.awaitText("queued");
        assertThat(desk.said()).contains("bo promote " + Showroom.OPEN);
        assertThat(browser.path()).isEqualTo("/projects/acme/runs/run-9");
    }

    @Test
    void aReleaseIsRejectedWithAWordOnAPhone() {
        browser.size(390, 800);
        signIn("ana");
        browser.find("#next-" + Showroom.OPEN).click();
        browser.find("#next textarea").sendKeys("The slip has no carrier");
        WebElement reject = browser.find("#next button.no");
        assertThat(reject.getSize().getHeight()).isGreaterThanOrEqualTo(44);
        reject.click();
        browser.awaitText("rejected by ana");
        assertThat(desk.said()).containsExactly("ana no approval The slip has no carrier");
    }

    @Test
    void aWordIsGivenInTheInboxOnAPhone() {
        browser.size(390, 800);
        signIn("ana");
        browser.open("/projects/acme/inbox");
        WebElement approve = browser.find("#mine button");
        assertThat(approve.getSize().getHeight()).isGreaterThanOrEqualTo(44);
        browser.find("#mine textarea").sendKeys("Seen on the train");
        browser.find("#mine button").click();
        browser.awaitText("Nothing waits for you.");
        assertThat(browser.path()).isEqualTo("/projects/acme/inbox");
        assertThat(desk.said()).containsExactly("ana yes approval Seen on the train");
        browser.find("input[name=title]").sendKeys("No carrier on the slip", Keys.ENTER);
        browser.awaitText("Kept: «No carrier on the slip»");
    }

    @Test
    void aKeyUserWithoutAnAccountReportsAProblemOnAPhone() throws IOException {
        desk.tame();
        String link = guestLink();
        browser.forget();
        browser.size(390, 800);
        browser.open(link);
        browser.find("main button").click();
        browser.awaitText("For Rosa,");
        assertThat(browser.path()).as("the link stands in no address").isEqualTo("/shared");
        browser.find("input[name=title]").sendKeys("No carrier on the slip", Keys.ENTER);
        browser.awaitText("Kept: «No carrier on the slip»");
        assertThat(browser.violations()).isEmpty();
        browser.open("/projects/acme");
        browser.awaitText("Password or key");
    }

    private String guestLink() {
        signIn("bo");
        browser.open("/projects/acme/environments/staging");
        browser.find("input[name=guest]").sendKeys("Rosa");
        browser.find("#shares form.fields button").click();
        browser.awaitText("It is shown only now.");
        return browser.find("#share-link").getText().replaceFirst("^http://[^/]+", "");
    }

    @Test
    void whoIsAskedByMailAnswersByItsLinkOnAPhone() throws Exception {
        desk.tame();
        browser.forget();
        browser.size(390, 800);
        browser.open(asked());
        browser.awaitText("You answer as ana.");
        assertThat(browser.find("button[value=yes]").getSize().getHeight()).isGreaterThanOrEqualTo(44);
        assertThat(browser.violations()).isEmpty();
        browser.find("textarea").sendKeys("Seen on the train");
        browser.find("button[value=yes]").click();
        browser.awaitText("ana has approved r12.");
        assertThat(desk.said()).containsExactly("ana yes approval Seen on the train");
    }

    /** The link in the mail that Ana gets. */
    private String asked() throws Exception {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        try {
            Project project = ProjectFile.read(
                            "understudy.yaml", """
                            project: acme
                            odoo: { series: "19.0" }
                            repositories:
                              - { name: addons, url: https://git.example/acme/addons.git }
                            environments:
                              production: {}
                            people:
                              - { name: ana, mail: ana@acme.example, roles: [client] }
                            mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                            access: { url: "https://understudy.acme.example" }
                            """.formatted(mails.getSmtp().getPort()))
                    .require();
            new AskingMails(() -> project, new Waits(desk), desk.answers(), Map.of()).look();
            String mail = (String) mails.getReceivedMessages()[0].getContent();
            return mail.substring(mail.indexOf("/answer?link="))
                    .lines()
                    .findFirst()
                    .orElseThrow();
        } finally {
            mails.stop();
        }
    }

    private record Waits(Showroom desk) implements AskingMails.Waiting {

        @Override
        public List<ItemView> items() {
            return desk.inbox(Locale.ENGLISH).items();
        }

        @Override
        public List<String> changes(String release) {
            return desk.changes(release).commits().stream()
                    .map(commit -> commit.subject())
                    .toList();
        }
    }

    /** An hour that is clicked fills the form in, which works without it. */
    @Test
    void aReleaseIsPlannedOnTheCalendarAndMovedByDragging() {
        signIn("bo");
        browser.open("/projects/acme/calendar");
        browser.drag("g[data-day]:nth-of-type(4) .row", "g[data-day]:nth-of-type(6) .row");
        String filled = browser.find("#plan-form input[name=at]").getDomProperty("value");
        assertThat(filled).endsWith("T12:00");
        browser.find("#plan-form button").click();
        browser.awaitGone("#plan-form [role=alert]");
        browser.find("rect[data-release]");
        browser.drag("rect[data-release]", "g[data-day]:nth-of-type(10) .row");
        assertThat(browser.find("#plan-form input[name=at]").getDomProperty("value"))
                .isGreaterThan(filled);
        assertThat(browser.find("#plan-form select").getDomProperty("value")).isEqualTo(Showroom.OPEN);
    }

    /** What an app on a phone would do, this test does with the secret that the page shows. */
    @Test
    void aPersonSetsAPasswordAndASecondFactorAndMakesAToken() throws IOException {
        browser.forget();
        browser.open(command("people", "password-link", "bo"));
        browser.find("input[name=password]").sendKeys("three geese and a ladder");
        browser.find("input[name=again]").sendKeys("three geese and a ladder", Keys.ENTER);
        browser.awaitText("You have a password.");

        browser.find("form[action$=second-factor] button").click();
        browser.awaitText("Scan this");
        assertThat(browser.find("svg.qr").getSize().getWidth()).isGreaterThan(150);
        assertThat(browser.violations()).as("while a second factor is set up").isEmpty();
        picture("second-factor.png");
        String secret = browser.find("#secret").getText();
        browser.find("input[name=code]").sendKeys(Codes.now(secret), Keys.ENTER);
        browser.awaitText("Recovery codes");
        assertThat(browser.violations()).as("recovery codes").isEmpty();
        String recovery =
                browser.find("#recovery").getText().lines().findFirst().orElseThrow();

        browser.find("input[name=name]").sendKeys("nightly");
        browser.find("form[action$=tokens] button").click();
        browser.awaitText("It is shown only now.");
        assertThat(browser.find("#token").getText()).startsWith("ust-acme.");

        browser.find("header button").click();
        browser.awaitText("Password or key");
        signInBy("bo", "three geese and a ladder", "");
        browser.awaitText("asks for a code as well");
        browser.forget();
        signInBy("bo", "three geese and a ladder", recovery);
        browser.awaitText("Sign out");
    }

    @Test
    void whatFailedIsReadAndUnderstoodAndScriptsAreReadToo() {
        signIn("bo");
        browser.find("#release-" + Showroom.FAILED).click();
        browser.awaitText(Showroom.SCRIPT);
        browser.find("#rollout .runs li a:last-of-type").click();
        browser.awaitText("r13 must not be deployed.");
        assertThat(browser.text())
                .containsSubsequence("must not be deployed", "1 tests of the touched modules failed", "Locks");
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
        browser.find("form[action$='/mails/clear'] button").click();
        browser.awaitText("It has sent none.");
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

    @Test
    void everyLanguageIsSpokenByTheBrowserAndByChoice() {
        browser.language("fr");
        browser.open("/sign-in");
        browser.awaitText("Se connecter");
        browser.language("en");
        signIn("bo");
        browser.find("a[hreflang=es]").click();
        browser.awaitText("Preproducción");
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("es");
        browser.find("a[hreflang=fr]").click();
        browser.awaitText("Préproduction");
        for (String page : PAGES.values()) {
            browser.open(page);
            assertThat(browser.text()).as(page).doesNotContain("web.");
        }
    }

    @Test
    void pagesAreReadWithoutScripts() {
        signIn("bo");
        browser.scripts(false);
        for (String page : PAGES.values()) {
            browser.open(page);
            assertThat(browser.find("h1").getText()).as(page).isNotBlank();
        }
        browser.open("/projects/acme/releases/" + Showroom.FAILED);
        browser.find("#next button").click();
        browser.awaitText("queued");
        browser.scripts(true);
        assertThat(desk.said()).containsExactly("bo rehearse " + Showroom.FAILED);
    }

    @Test
    void theKeyboardReachesTheContentFirst() {
        signIn("bo");
        browser.find("body").sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("To the content");
        browser.focused().sendKeys(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("main");
    }

    @Test
    void axeFindsNothingOnAnyPage() throws Exception {
        desk.tame();
        look("sign-in", "/sign-in");
        look("password", "/password?link=acme.ana.x");
        signIn("ana");
        look("prove", "/prove");
        look("release-as-client", RELEASE);
        browser.forget();
        signIn("bo");
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            look(page.getKey(), page.getValue());
        }
        browser.forget();
        String link = link();
        browser.open(link);
        browser.find("main button").click();
        browser.awaitText("Projects");
        look("projects", "/");
        desk.hooks()
                .test(
                        desk.hooks()
                                .add(new Hooks.Wish("chat", "http://127.0.0.1:1/", List.of(), true, "", false, "op"))
                                .id(),
                        "op");
        look("hooks", "/projects/acme/hooks");
        browser.forget();
        link = guestLink();
        picture("share-made.png");
        browser.forget();
        look("share", link);
        browser.open(link);
        browser.find("main button").click();
        browser.awaitText("For Rosa,");
        look("shared", "/shared");
        look("answer", asked());
    }

    /** The provider's page is another site's, as in a company: the cookie that the sign-in leaves has to survive it. */
    @Test
    void somebodyComesInByTheSignInOfTheirCompany() throws Exception {
        try (SmallProvider provider = new SmallProvider()) {
            provider.ask();
            Path secret = Files.writeString(folder.resolve("secret"), SmallProvider.SECRET + "\n");
            desk.entrance()
                    .set(new AccessSettings(
                            false,
                            Optional.of(new AccessSettings.OpenId(
                                    URI.create(provider.issuer()),
                                    SmallProvider.CLIENT,
                                    Optional.of(new SecretName.InFile(secret)))),
                            Optional.empty()));
            browser.forget();
            browser.open(RELEASE);
            browser.awaitText("Password or key");
            assertThat(browser.violations()).isEmpty();
            browser.find("main a.button").click();
            browser.awaitText("ana@acme.example");
            browser.find("button").click();
            browser.awaitText("Sign out");
            assertThat(browser.path()).isEqualTo(RELEASE);
            assertThat(browser.text()).contains("ana");

            browser.find("header form button").click();
            browser.awaitText("Password or key");
            provider.person("eve@evil.example");
            browser.find("main a.button").click();
            browser.awaitText("eve@evil.example");
            browser.find("button").click();
            browser.awaitText("server.openid-unknown");
        }
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

    /** Its colours differ by the scheme, and its layout by the width: two looks see all of both. */
    private void look(String name, String path) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            for (int width : new int[] {1280, 390}) {
                boolean looked = scheme.equals("light") == (width > 600);
                if (!looked && System.getenv(PICTURES) == null) {
                    continue;
                }
                browser.scheme(scheme);
                browser.size(width, 800);
                browser.open(path);
                browser.find("h1");
                if (looked) {
                    assertThat(browser.violations())
                            .as(name + " " + scheme + " " + width)
                            .isEmpty();
                    assertThat(browser.wider())
                            .as(name + " at " + width + " is wider than the window")
                            .isFalse();
                }
                picture(name + "-" + scheme + "-" + width + ".png");
            }
        }
    }

    private static void picture(String name) throws IOException {
        String folder = System.getenv(PICTURES);
        if (folder != null) {
            browser.picture(Files.createDirectories(Path.of(folder)).resolve(name));
        }
    }

    private void signIn(String person) {
        signInBy(person, "usk-" + person, "");
        browser.awaitText("Sign out");
    }

    private void signInBy(String person, String shown, String code) {
        browser.open("/sign-in");
        browser.find("input[name=project]").sendKeys("acme");
        browser.find("input[name=person]").sendKeys(person);
        browser.find("input[name=code]").sendKeys(code);
        browser.find("input[name=key]").sendKeys(shown, Keys.ENTER);
    }

    private String link() {
        return command("web");
    }

    private String command(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> variables = Map.of(
                "UNDERSTUDY_HOME", folder.toString(), "UNDERSTUDY_PORT", Integer.toString(api.port()), "LANG", "C");
        PrintStream aside = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        int code = new Shell(new Session(variables, folder, print, aside, false)).run(words);
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
