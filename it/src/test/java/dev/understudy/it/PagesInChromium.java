package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.cli.Session;
import dev.understudy.cli.Shell;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import dev.understudy.server.asking.AskingMails;
import dev.understudy.server.web.Showroom;
import dev.understudy.server.web.Web;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The pages in a real browser, by the real service's routes and checks, before a project in memory: what all who use them share. A
 * browser serves all tests of a class, which forget who was signed in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagesInChromium {

    static final String RELEASE = "/projects/acme/releases/" + Showroom.OPEN;

    /** Where pictures of all pages go; without it none are made. */
    static final String PICTURES = "UNDERSTUDY_PICTURES";

    @TempDir
    Path folder;

    Chromium browser;
    Showroom desk;
    Api api;

    @BeforeAll
    void openBrowser() throws Exception {
        browser = new Chromium();
    }

    @AfterAll
    void closeBrowser() {
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

    void signIn(String person) {
        signInBy(person, "usk-" + person, "");
        browser.awaitText("Sign out");
    }

    void signInBy(String person, String shown, String code) {
        browser.open("/sign-in");
        browser.find("input[name=person]").sendKeys(person);
        browser.find("input[name=code]").sendKeys(code);
        browser.find("input[name=key]").sendKeys(shown, Keys.ENTER);
    }

    String link() {
        return command("web");
    }

    String command(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> variables = Map.of(
                "UNDERSTUDY_HOME", folder.toString(), "UNDERSTUDY_PORT", Integer.toString(api.port()), "LANG", "C");
        PrintStream aside = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        int code = new Shell(new Session(variables, folder, print, aside, false)).run(words);
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    String guestLink() {
        signIn("bo");
        browser.open("/projects/acme/environments/staging");
        browser.find("input[name=guest]").sendKeys("Rosa");
        browser.find("#shares form.fields button").click();
        browser.awaitText("It is shown only now.");
        return browser.find("#share-link").getText().replaceFirst("^http://[^/]+", "");
    }

    /** The link in the mail that Ana gets. */
    String asked() throws Exception {
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

    void picture(String name) throws IOException {
        String folder = System.getenv(PICTURES);
        if (folder != null) {
            browser.picture(Files.createDirectories(Path.of(folder)).resolve(name));
        }
    }
}
