package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.AccessSettings;
import dev.understudy.model.config.SecretName;
import dev.understudy.server.web.Showroom;
import dev.understudy.server.web.SmallProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The pages as the operator and a release manager use them: coming in, bringing a release on, planning it. */
@Timeout(300)
final class WebManagerIT extends PagesInChromium {

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
        browser.awaitText("Your password is saved.");
        browser.open("/account");

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
}
