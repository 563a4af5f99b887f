package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.web.Showroom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages as clients and key users have them, on a phone: a word about a release, a problem that is reported. */
@Timeout(300)
final class WebKeyUserIT extends PagesInChromium {

    @Test
    void aReleaseIsRejectedWithAWordOnAPhone() {
        browser.size(390, 800);
        signIn("ana");
        browser.find("#next-" + Showroom.OPEN).click();
        browser.find("#next .rejecting summary").click();
        browser.find("#next .rejecting textarea").sendKeys("The slip has no carrier");
        WebElement reject = browser.find("#next button.no");
        assertThat(reject.getSize().getHeight()).isGreaterThanOrEqualTo(44);
        reject.click();
        browser.awaitText("rejected by ana");
        assertThat(desk.said()).containsExactly("ana no approval The slip has no carrier");
    }

    @Test
    void aWordIsGivenInTheInboxOnAPhone() throws IOException {
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
        picture();
        browser.find("input[name=title]").sendKeys("No carrier on the slip", Keys.ENTER);
        browser.awaitText("Kept: «No carrier on the slip»");
        assertThat(desk.saidBesides()).anyMatch(said -> said.matches("report No carrier on the slip on .* with 4000"));
    }

    /** Adds one to the form, of 3,000 bytes: 4,000 letters of Base64. */
    private void picture() throws IOException {
        Path picture = Files.write(folder.resolve("screen.png"), new byte[3_000]);
        browser.find("input[name=screenshot]").sendKeys(picture.toString());
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
        picture();
        browser.find("input[name=title]").sendKeys("No carrier on the slip", Keys.ENTER);
        browser.awaitText("Kept: «No carrier on the slip»");
        assertThat(desk.saidBesides()).contains("report No carrier on the slip on staging with 4000");
        assertThat(browser.violations()).isEmpty();
        browser.open("/projects/acme");
        browser.awaitText("Password or key");
    }

    @Test
    void whoIsAskedByMailAnswersByItsLinkOnAPhone() throws Exception {
        desk.tame();
        browser.forget();
        browser.size(390, 800);
        browser.open(asked());
        browser.awaitText("You answer as ana,");
        assertThat(browser.find("button[value=yes]").getSize().getHeight()).isGreaterThanOrEqualTo(44);
        assertThat(browser.violations()).isEmpty();
        browser.find("textarea").sendKeys("Seen on the train");
        browser.find("button[value=yes]").click();
        browser.awaitText("ana has approved r12.");
        assertThat(desk.said()).containsExactly("ana yes approval Seen on the train");
    }
}
