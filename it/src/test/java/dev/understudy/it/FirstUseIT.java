package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * First use in a real browser: the service of an empty home, an Odoo 19 that a sysadmin installed, which is looked at and copied, and a
 * new one as far as its plan.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1800)
final class FirstUseIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final PlainOdoo odoo = new PlainOdoo("19.0");
    private final LiveService service = LiveService.inNewHome();
    private final Path adopted = service.home().directory().resolve("adopted");
    private final Path made = service.home().directory().resolve("made");
    private Chromium browser;

    @BeforeAll
    void anEmptyHome() throws Exception {
        odoo.install("contacts");
        browser = new Chromium();
        browser.size(1280, 800);
        browser.language("en");
        service.startWithoutProject();
        Cli.Ended up = Cli.run(service.home(), "up");
        assertThat(up.exitCode()).as(up.err()).isZero();
        browser.of(service.home().port());
    }

    @AfterAll
    void leaveNothing() {
        if (browser != null) {
            browser.close();
        }
        service.close();
        odoo.close();
    }

    private void signIn() {
        browser.forget();
        browser.open(Cli.run(service.home(), "web").json().path("address").stringValue());
        browser.find("main button").click();
    }

    /** What a program beside the service has to find out first. */
    private void awaitSoon(String css) {
        Await.until(
                LONG,
                () -> browser.all(css).size() + browser.all("[role=alert]").size(),
                seen -> seen > 0);
        assertThat(browser.all(css)).as(browser.text()).isNotEmpty();
    }

    private void clean(String what) {
        assertThat(browser.violations()).as(what).isEmpty();
        browser.size(390, 800);
        assertThat(browser.wider()).as(what + " on a phone").isFalse();
        browser.size(1280, 800);
    }

    @Test
    @Order(1)
    void whoeverUsesTheLinkIsLedToTheBeginningInEachLanguage() {
        signIn();
        browser.awaitText("An Odoo that runs on this machine");
        assertThat(browser.path()).isEqualTo("/begin");
        assertThat(browser.text())
                .contains("understudy audit", "understudy init", "understudy web", "people password-link");
        clean("the beginning");
        for (Locale language : List.of(Locale.of("es"), Locale.FRENCH, Locale.ENGLISH)) {
            browser.find("a[hreflang=" + language + "]").click();
            browser.find("html[lang=" + language + "]");
            assertThat(browser.text()).doesNotContain("web.", "method-");
        }
    }

    @Test
    @Order(2)
    void anOdooIsLookedAtAndCopiedAndIsAProjectThen() throws IOException {
        browser.find("#look input[name=config]").sendKeys(odoo.configuration().toString());
        browser.find("#look input[name=filestore]").sendKeys(odoo.filestore().toString());
        browser.find("#look button").click();
        awaitSoon("#draft summary");
        browser.find("#draft summary").click();
        browser.awaitText("project: acme");
        assertThat(browser.text())
                .contains("understudy adopt")
                .contains("--config " + odoo.configuration())
                .doesNotContain(odoo.password());
        clean("what was found");

        browser.find("#adopt input[name=folder]").clear();
        browser.find("#adopt input[name=folder]").sendKeys(adopted.toString());
        browser.find("#adopt button").click();
        awaitSoon("#to-project");
        assertThat(browser.text()).contains("refresh staging", adopted + "/understudy.yaml");
        assertThat(ProjectFile.read(adopted.resolve("understudy.yaml"))
                        .require()
                        .name())
                .isEqualTo("acme");
        assertThat(Files.size(adopted.resolve("copy/acme.dump"))).isPositive();
        clean("what comes next");

        browser.find("#to-project").click();
        browser.find("#empty-board");
        assertThat(browser.text()).contains("restore production --from", "env create production");
        clean("the empty board");
    }

    /** With scripts switched off: the form and the plan are as good without. */
    @Test
    @Order(3)
    void aNewOneIsDescribedAndItsPlanIsShown() {
        browser.scripts(false);
        browser.open("/");
        browser.find("#begin").click();
        browser.find("#make input[name=name]").sendKeys("Pumps");
        browser.find("#make input[name=modules]").sendKeys("contacts");
        browser.find("#make input[name=person]").sendKeys("ana");
        browser.find("#make input[name=mail]").sendKeys("ana@acme.example");
        browser.find("#make input[name=folder]").sendKeys(made.toString());
        browser.find("#make button").click();
        browser.find("#next button");
        assertThat(browser.path()).isEqualTo("/projects/pumps/environments/production/create");
        assertThat(browser.all(".plan li")).isNotEmpty();
        browser.scripts(true);
        Cli.Ended link = Cli.run(service.home(), "people", "password-link", "ana", "--project", "pumps");
        assertThat(link.json().path("address").stringValue()).contains("/password?link=pumps.ana.");
    }
}
