package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.web.Showroom;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** Every page, whoever uses it. With {@code UNDERSTUDY_PICTURES=FOLDER} it leaves a picture of each: light and dark, wide and narrow. */
@Timeout(300)
final class WebIT extends PagesInChromium {

    private static final Map<String, String> PAGES = pages();

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("board", "/projects/acme");
        pages.put("release", RELEASE);
        pages.put("rehearsal", "/projects/acme/runs/run-2/rehearsal");
        pages.put("failed-rehearsal", "/projects/acme/runs/run-3/rehearsal");
        pages.put("prints", "/projects/acme/runs/run-2/evidence/prints");
        pages.put("test-log", "/projects/acme/runs/run-3/evidence/test-log");
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
        pages.put("drift", "/projects/acme/environments/production/drift");
        pages.put("mask", "/projects/acme/environments/staging/mask");
        pages.put("logs", "/projects/acme/environments/staging/logs?find=acme");
        pages.put("people", "/projects/acme/people");
        pages.put("inbox", "/projects/acme/inbox");
        pages.put("calendar", "/projects/acme/calendar");
        pages.put("record", "/projects/acme/record");
        pages.put("account", "/account");
        pages.put("access", "/projects/acme/access");
        pages.put("problem", "/projects/acme/releases/r99");
        return pages;
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
        look("people-as-operator", "/projects/acme/people");
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
}
