package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.TerminalView;
import dev.understudy.server.access.LoanBook.Loan;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import dev.understudy.server.terminal.Terminals;
import dev.understudy.targets.host.Patience;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Terminals over real sockets, with shells of this machine at terminals of the kernel's. */
@Timeout(120)
final class TerminalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STAGING = "/projects/acme/environments/staging/terminals";
    private static final String PRODUCTION = "/projects/acme/environments/production/terminals";

    @TempDir
    Path folder;

    private Showroom desk;
    private Api api;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        desk = new Showroom(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(
                0, token, new FakeProjects(desk), new Web(), folder.resolve("service.log"), () -> {}, desk.entrance());
    }

    @AfterEach
    void stop() {
        desk.terminals().close();
        api.close();
    }

    @Test
    void aDeveloperTypesAndIsAnsweredOnAMaskedCopyAndIsRecorded() throws Exception {
        try (Browser dev = signedIn("dev")) {
            String opened = open(dev, STAGING, "psql", "");
            Sitting sitting = sit(dev, opened);
            sitting.type("echo $((6 * 7))-shown; stty size\n");
            sitting.awaitShown("42-shown");
            sitting.awaitShown("30 100");
            sitting.say("size 132 50");
            sitting.type("stty size\n");
            sitting.awaitShown("50 132");
            sitting.type("exit\n");
            assertThat(sitting.end()).startsWith("end exited The program ended.");

            TerminalView past = awaitPast(opened);
            assertThat(past.who()).isEqualTo("dev");
            assertThat(past.program()).isEqualTo("psql");
            assertThat(desk.fake().terminalBook().cast(past.id())).contains("42-shown", "\"r\", \"132x50\"");
            assertThat(desk.fake().noted())
                    .contains(
                            "terminal-opened " + past.id() + " dev psql on staging",
                            "terminal-ended " + past.id() + " dev psql on staging, exited, recording sha256:"
                                    + past.digest());
            assertThat(desk.terminals().sealed(past)).isTrue();
            desk.fake().terminalBook().forge(past.id(), "{\"version\":2}\n");
            assertThat(desk.terminals().sealed(past)).isFalse();
        }
    }

    @Test
    void aViewerIsRefused() throws Exception {
        try (Browser ana = signedIn("ana")) {
            assertThat(ana.get(STAGING).statusCode()).isEqualTo(403);
            assertThat(ana.get("/projects/acme/environments/staging").body()).doesNotContain("/terminals");
            assertThat(post(ana, STAGING, "psql", "").statusCode()).isEqualTo(403);
        }
        assertThat(desk.fake().noted()).isEmpty();
    }

    @Test
    void productionIsLentForAReasonAndAsksWhoItIs() throws Exception {
        try (Browser dev = signedIn("dev")) {
            assertThat(dev.get(PRODUCTION).body()).contains("lent for an hour");
            assertThat(post(dev, PRODUCTION, "psql", "look").body()).contains("server.terminal-production");

            lend("dev");
            assertThat(dev.get(PRODUCTION).body()).contains("PRODUCTION");
            assertThat(post(dev, PRODUCTION, "psql", " ").body()).contains("server.terminal-reason");

            desk.entrance().pass(Duration.ofMinutes(16));
            HttpResponse<String> asked = post(dev, PRODUCTION, "psql", "order S00012 hangs");
            assertThat(asked.statusCode()).isEqualTo(303);
            assertThat(asked.headers().firstValue("Location").orElse("")).startsWith("/prove");
            assertThat(desk.fake().noted()).isEmpty();
        }
    }

    @Test
    void whatIsLentOpensProductionAndEndsWithTheLoan() throws Exception {
        try (Browser dev = signedIn("dev")) {
            Loan loan = lend("dev");
            String opened = open(dev, PRODUCTION, "shell", "order S00012 hangs");
            assertThat(dev.get(opened).body()).contains("data-live=\"true\"", "PRODUCTION");
            Sitting sitting = sit(dev, opened);
            sitting.awaitShown("> ");
            assertThat(desk.fake().noted().getFirst()).endsWith("dev shell on production: order S00012 hangs");
            desk.terminals().look();
            sitting.type("echo on-$((1 + 1))\n");
            sitting.awaitShown("on-2");

            desk.access().loans().end(loan.id(), "bo");
            desk.terminals().look();
            assertThat(sitting.end()).startsWith("end rights");
            assertThat(awaitPast(opened).why()).isEqualTo("rights");
        }
    }

    /** Her own role on staging lets her, and nothing on a copy of production's data as they are. */
    @Test
    void whoSeesMaskedDataGetsNoTerminalAtTheirOrigin() throws Exception {
        String unmasked = "/projects/acme/environments/preproduction/terminals";
        try (Browser dev = signedIn("dev");
                Browser bo = signedIn("bo")) {
            assertThat(post(dev, unmasked, "psql", "").body()).contains("server.terminal-unmasked");
            assertThat(open(bo, unmasked, "psql", "")).startsWith(unmasked);
        }
    }

    @Test
    void whoSignsOutIsHungUpOn() throws Exception {
        try (Browser dev = signedIn("dev")) {
            Sitting sitting = sit(dev, open(dev, STAGING, "shell", ""));
            sitting.awaitShown("> ");
            HttpResponse<String> out = dev.post("/sign-out", Map.of("form-token", dev.formToken("/projects/acme")));
            assertThat(out.statusCode()).isEqualTo(303);
            desk.terminals().look();
            assertThat(sitting.end()).startsWith("end rights");
        }
    }

    @Test
    void whoLeavesTheProjectIsHungUpOn() throws Exception {
        try (Browser dev = signedIn("dev")) {
            Sitting sitting = sit(dev, open(dev, STAGING, "shell", ""));
            sitting.awaitShown("> ");
            desk.leave("dev");
            desk.terminals().look();
            assertThat(sitting.end()).startsWith("end rights");
        }
    }

    @Test
    void itEndsWithItsEnvironment() throws Exception {
        try (Browser dev = signedIn("dev")) {
            Sitting sitting = sit(dev, open(dev, STAGING, "shell", ""));
            sitting.awaitShown("> ");
            desk.fake().ground().stop("staging");
            desk.terminals().look();
            assertThat(sitting.end()).startsWith("end environment");
            assertThat(post(dev, STAGING, "shell", "").body()).contains("server.terminal-stopped");
        }
    }

    @Test
    void whoGoesAwayLeavesNothingOpen() throws Exception {
        try (Browser dev = signedIn("dev")) {
            String opened = open(dev, STAGING, "shell", "");
            Sitting sitting = sit(dev, opened);
            sitting.awaitShown("> ");
            sitting.close();
            assertThat(awaitPast(opened).why()).isEqualTo("left");
        }
    }

    @Test
    void nobodyElseSitsDown() throws Exception {
        try (Browser dev = signedIn("dev");
                Browser bo = signedIn("bo")) {
            String opened = open(dev, STAGING, "shell", "");
            assertThat(bo.get(opened).statusCode()).isEqualTo(404);
            assertThat(refused(bo, opened, "")).isEqualTo(404);
            assertThat(refused(dev, opened, "http://evil.example")).isEqualTo(403);
            assertThat(refused(dev, opened, "http://127.0.0.1:1")).isEqualTo(403);
            assertThat(dev.get(opened + "/socket").statusCode()).isEqualTo(400);
            Sitting sitting = sit(dev, opened);
            sitting.awaitShown("> ");
            Sitting second = sit(dev, opened);
            assertThat(second.end()).contains("There is no terminal");
            sitting.type("echo still-$((1 + 1))\n");
            sitting.awaitShown("still-2");
        }
    }

    /** Whoever sits there takes nothing: the program waits, and no more is read of it than the window holds. */
    @Test
    void aFloodWaitsForWhoeverReads() throws Exception {
        try (Browser dev = signedIn("dev")) {
            Sitting sitting = sit(dev, open(dev, STAGING, "shell", ""));
            sitting.awaitShown("> ");
            sitting.takeNothing();
            sitting.type("yes\n");
            sitting.awaitBytes(256 * 1024);
            assertThat(sitting.bytes()).isLessThan(300 * 1024);
            sitting.type("\u0003");
            sitting.takeAll();
            sitting.type("echo after-$((1 + 1))\n");
            sitting.awaitShown("after-2");
        }
    }

    @Test
    void whatIsTooMuchEndsIt() throws Exception {
        try (Browser dev = signedIn("dev")) {
            String opened = open(dev, STAGING, "shell", "");
            Sitting sitting = sit(dev, opened);
            sitting.awaitShown("> ");
            sitting.type("sleep 1000\n");
            for (int i = 0; i < 100 && !sitting.over(); i++) {
                sitting.typeIfOpen("x".repeat(30_000));
            }
            assertThat(awaitPast(opened).why()).isEqualTo("flooded");
        }
    }

    @Test
    void aMessageThatIsTooLongEndsIt() throws Exception {
        try (Browser dev = signedIn("dev")) {
            String opened = open(dev, STAGING, "shell", "");
            Sitting sitting = sit(dev, opened);
            sitting.awaitShown("> ");
            sitting.type("x".repeat(70_000));
            assertThat(awaitPast(opened).why()).isEqualTo("left");
        }
    }

    @Test
    void nothingGoesOnUnrecorded() throws Exception {
        try (Browser dev = signedIn("dev")) {
            Sitting sitting = sit(dev, open(dev, STAGING, "shell", ""));
            sitting.awaitShown("> ");
            desk.fake().terminalBook().fillUp();
            sitting.type("head -c 200000 /dev/zero | tr '\\0' x\n");
            assertThat(sitting.end()).startsWith("end unrecorded");
        }
    }

    @Test
    void thereAreNotTooMany() throws Exception {
        try (Browser dev = signedIn("dev")) {
            for (int i = 0; i < 4; i++) {
                open(dev, STAGING, "shell", "");
            }
            assertThat(post(dev, STAGING, "shell", "").body()).contains("server.terminal-many");
        }
    }

    @Test
    void aReplayIsForWhoMayAndIsNoted() throws Exception {
        try (Browser dev = signedIn("dev");
                Browser bo = signedIn("bo")) {
            String opened = open(dev, STAGING, "shell", "");
            Sitting sitting = sit(dev, opened);
            sitting.type("echo shown-$((1 + 1)); exit\n");
            sitting.awaitShown("shown-2");
            TerminalView past = awaitPast(opened);

            assertThat(dev.get(opened + "/replay").statusCode()).isEqualTo(403);
            assertThat(dev.get(opened + "/recording").statusCode()).isEqualTo(403);
            assertThat(dev.get(STAGING).body()).doesNotContain(past.id());
            assertThat(bo.get(STAGING).body()).contains(past.id());
            assertThat(bo.get(opened + "/replay").body()).contains("is what the audit log sealed", past.digest());
            HttpResponse<String> recording = bo.get(opened + "/recording");
            assertThat(recording.body())
                    .contains("shown-2")
                    .isEqualTo(desk.fake().terminalBook().cast(past.id()));
            assertThat(desk.fake().noted()).contains("terminal-replayed " + past.id() + " bo ");
        }
    }

    /** What an earlier service left open is ended and sealed by the next. */
    @Test
    void whatWasCutOffIsSealedAtTheNextStart() {
        desk.fake()
                .terminalBook()
                .open(new TerminalView("cut", "staging", "shell", "dev", "", Instant.now(), null, "", 0, ""));
        desk.fake().terminalBook().append("cut", 0, "{\"version\":2}\n");
        desk.terminals().begin();
        TerminalView past = desk.terminals().one("cut", "staging");
        assertThat(past.why()).isEqualTo("service");
        assertThat(desk.terminals().sealed(past)).isTrue();
    }

    @Test
    void theCommandLineComesByTheSameDoor() throws Exception {
        String address = "/api" + STAGING;
        HttpResponse<String> made =
                Browser.api(api.port(), "POST", address, "{\"program\":\"psql\",\"reason\":\"look\"}", secret);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = JsonMapper.shared().readTree(made.body()).get("id").stringValue();
        Sitting sitting = Sitting.at(api.port(), address + "/" + id, Map.of("Authorization", "Bearer " + secret));
        sitting.type("echo by-$((1 + 1)); exit\n");
        sitting.awaitShown("by-2");
        assertThat(sitting.end()).startsWith("end exited");
        assertThat(Browser.api(api.port(), "GET", address, "", secret).body()).contains(id, "\"reason\":\"look\"");
        assertThat(Browser.api(api.port(), "POST", address, "{\"program\":\"vi\"}", secret)
                        .body())
                .contains("server.terminal-program");
    }

    private Browser signedIn(String person) throws Exception {
        Browser browser = new Browser(api.port());
        assertThat(browser.signIn(person).statusCode()).isEqualTo(303);
        return browser;
    }

    private Loan lend(String person) {
        Loans loans = desk.access().loans();
        loans.ask(person, Set.of(), Role.SHELL, "an order hangs");
        Loan asked = loans.latest().getFirst();
        loans.answer(asked.id(), "bo", true);
        return asked;
    }

    private static HttpResponse<String> post(Browser browser, String address, String program, String reason)
            throws Exception {
        return browser.post(
                address,
                Map.of(
                        "form-token", browser.formToken("/projects/acme"),
                        "program", program,
                        "reason", reason));
    }

    /** The address of the page of a terminal that was opened. */
    private static String open(Browser browser, String address, String program, String reason) throws Exception {
        HttpResponse<String> answer = post(browser, address, program, reason);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String opened = answer.headers().firstValue("Location").orElseThrow();
        assertThat(opened).matches(address + "/[0-9a-f]{16}");
        return opened;
    }

    private Sitting sit(Browser browser, String opened) throws Exception {
        return Sitting.at(
                api.port(), opened, Map.of("Cookie", browser.session(), "Origin", "http://127.0.0.1:" + api.port()));
    }

    /** The status with which somebody is not let sit down. */
    private int refused(Browser browser, String opened, String origin) throws Exception {
        String from = origin.isEmpty() ? "http://127.0.0.1:" + api.port() : origin;
        try {
            Sitting.at(api.port(), opened, Map.of("Cookie", browser.session(), "Origin", from))
                    .close();
            return 101;
        } catch (ExecutionException refused) {
            return Sitting.status(refused);
        }
    }

    private TerminalView awaitPast(String opened) {
        String id = opened.replaceFirst(".*/", "");
        String environment = opened.replaceFirst(".*/environments/([a-z]+)/.*", "$1");
        Terminals terminals = desk.terminals();
        assertThat(Patience.HERE.until(
                        () -> terminals.one(id, environment).endedAt() != null,
                        PATIENCE,
                        Duration.ofMillis(20),
                        "terminal"))
                .as("%s ends", id)
                .isTrue();
        return terminals.one(id, environment);
    }

    @Test
    void thePageKeepsTheStrictPolicyAndBringsItsOwnFiles() throws Exception {
        try (Browser dev = signedIn("dev")) {
            HttpResponse<String> page = dev.get(open(dev, STAGING, "psql", ""));
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                    .doesNotContain("unsafe");
            for (String file : Set.of("xterm.js", "xterm.css", "xterm-fit.js", "terminal.js")) {
                String address = page.body().replaceFirst("(?s).*\"(/assets/[0-9a-f]+/" + file + ")\".*", "$1");
                HttpResponse<String> asset = dev.get(address);
                assertThat(asset.statusCode()).as(address).isEqualTo(200);
                assertThat(asset.body().getBytes(StandardCharsets.UTF_8).length).isPositive();
            }
        }
    }
}
