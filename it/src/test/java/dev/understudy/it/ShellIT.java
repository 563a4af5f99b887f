package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.TerminalView;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import dev.understudy.server.web.Showroom;
import dev.understudy.server.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Terminals in a real browser, with a shell of this machine behind them; {@link TerminalIT} has real environments. */
@Timeout(300)
final class ShellIT {

    private static final String STAGING = "/projects/acme/environments/staging";
    private static final String PRODUCTION = "/projects/acme/environments/production";
    private static Chromium browser;

    @TempDir
    Path folder;

    private Showroom desk;
    private Api api;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        browser = new Chromium();
    }

    @AfterAll
    static void close() {
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
                () -> {},
                desk.entrance());
        browser.of(api.port());
        browser.size(1200, 900);
    }

    @AfterEach
    void stop() {
        desk.terminals().close();
        api.close();
    }

    @Test
    void aDeveloperTypesSeesTheAnswerAndAReleaseManagerSeesItAgain() {
        signIn("dev");
        browser.open(STAGING);
        browser.find("a[href$='/terminals']").click();
        browser.awaitText("understudy psql staging");
        assertThat(browser.violations()).isEmpty();
        browser.find("#open-terminal button").click();
        browser.awaitText("Open, and recorded.");
        assertThat(browser.all(".danger")).isEmpty();

        type("printf '\\033[38;2;9;200;9m%s\\033[0m\\n' red-$((6 * 7))-ñ" + Keys.ENTER);
        browser.awaitText("red-42-ñ");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.find("#terminal .xterm-rows").getSize().getHeight()).isGreaterThan(300);
        type("stty size" + Keys.ENTER);
        browser.size(700, 900);
        type("clear; stty size | tr ' ' x; echo wide-$((1 + 1))" + Keys.ENTER);
        browser.awaitText("wide-2");
        assertThat(browser.wider()).isFalse();
        type("exit" + Keys.ENTER);
        browser.awaitText("The program ended.");

        TerminalView past = desk.terminals().list("staging").getFirst();
        assertThat(past.who()).isEqualTo("dev");
        browser.open(STAGING + "/terminals/" + past.id() + "/replay");
        browser.awaitText("server.not-allowed");

        browser.forget();
        browser.size(1200, 900);
        signIn("bo");
        browser.open(STAGING + "/terminals");
        browser.find("a[href$='/replay']").click();
        browser.awaitText("is what the audit log sealed");
        assertThat(browser.violations()).isEmpty();
        browser.find("#terminal-play").click();
        browser.awaitText("red-42-ñ");
        browser.find("#terminal-end").click();
        browser.awaitText("wide-2");
        browser.awaitText("That was all of it.");
        assertThat(desk.fake().noted()).contains("terminal-replayed " + past.id() + " bo ");
    }

    @Test
    void aViewerIsRefused() {
        signIn("ana");
        browser.open(STAGING);
        browser.awaitText("Done here");
        assertThat(browser.all("#acts a"))
                .as("nothing is offered that they may not do")
                .isEmpty();
        assertThat(browser.all("a[href$='/terminals']")).isEmpty();
        browser.open(STAGING + "/terminals");
        browser.awaitText("server.not-allowed");
    }

    @Test
    void productionIsRedAndAsksWhyAndWhoItIs() {
        signIn("dev");
        browser.open(PRODUCTION + "/terminals");
        browser.awaitText("lent for an hour");
        assertThat(browser.all("#open-terminal")).isEmpty();
        Loans loans = desk.access().loans();
        loans.ask("dev", Set.of(), Role.SHELL, "an order hangs");
        loans.answer(loans.latest().getFirst().id(), "bo", true);
        desk.entrance().pass(Duration.ofMinutes(16));

        browser.open(PRODUCTION + "/terminals");
        browser.find("input[name=reason]").sendKeys("order S00012 hangs");
        browser.find("#open-terminal button").click();
        browser.find("input[name=proof]").sendKeys("usk-dev", Keys.ENTER);
        browser.find("input[name=reason]").sendKeys("order S00012 hangs");
        browser.find("#open-terminal button").click();
        browser.awaitText("Open, and recorded.");
        assertThat(browser.find(".danger").getCssValue("background-color")).contains("141, 22, 32");
        assertThat(browser.find("#terminal").getCssValue("border-color")).contains("211, 50, 61");
        assertThat(browser.violations()).isEmpty();
        type("echo live-$((1 + 1))" + Keys.ENTER);
        browser.awaitText("live-2");

        loans.end(loans.latest().getFirst().id(), "bo");
        desk.terminals().look();
        browser.awaitText("the session or the role is over");
    }

    /** A flood is drawn as it comes, and can be ended. */
    @Test
    void aFloodCanBeInterrupted() {
        signIn("dev");
        browser.open(STAGING + "/terminals");
        browser.find("#open-terminal button").click();
        browser.awaitText("Open, and recorded.");
        type("yes" + Keys.ENTER);
        browser.awaitText("y\ny\ny\ny");
        type(Keys.chord(Keys.CONTROL, "c"));
        type("echo calm-$((1 + 1))" + Keys.ENTER);
        browser.awaitText("calm-2");
    }

    private static void type(String keys) {
        WebElement keyboard = browser.find(".xterm-helper-textarea");
        keyboard.sendKeys(keys);
    }

    private void signIn(String person) {
        browser.open("/sign-in");
        browser.find("input[name=person]").sendKeys(person);
        browser.find("input[name=key]").sendKeys("usk-" + person, Keys.ENTER);
        browser.awaitText("Sign out");
    }
}
