package dev.understudy.server.web;

import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The showroom, open, and whoever comes. */
final class Visits implements AutoCloseable {

    private final Showroom desk;
    private final Api api;
    private final String secret;
    private final List<Browser> browsers = new ArrayList<>();

    private final Path folder;

    private Visits(Path folder) throws IOException {
        this.folder = folder;
        Files.createFile(folder.resolve("odoo.log"));
        desk = new Showroom(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(
                0, token, new FakeProjects(desk), new Web(), folder.resolve("service.log"), () -> {}, desk.entrance());
    }

    /** In a folder of its own, which is gone when all have left. */
    static Visits open() {
        try {
            return new Visits(Files.createTempDirectory("understudy-visits"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Showroom desk() {
        return desk;
    }

    /** Of every environment's Odoo. */
    Path log() {
        return folder.resolve("odoo.log");
    }

    int port() {
        return api.port();
    }

    /** A browser that nobody is signed in with. */
    Browser browser() {
        Browser browser = new Browser(api.port());
        browsers.add(browser);
        return browser;
    }

    /** The browser of somebody who signed in just now. */
    Browser of(String person) throws IOException, InterruptedException {
        Browser browser = browser();
        browser.signIn(person);
        return browser;
    }

    /** The browser of the operator, who came by a link of the command line. */
    Browser operator() throws IOException, InterruptedException {
        String link = JsonMapper.shared()
                .readTree(operator("POST", "/api/sign-in-links", "").body())
                .get("path")
                .stringValue()
                .replaceFirst(".*link=", "");
        Browser browser = browser();
        browser.post("/sign-in", Map.of("link", link));
        return browser;
    }

    /** What the operator's client asks of the API. */
    HttpResponse<String> operator(String method, String path, String body) throws IOException, InterruptedException {
        return Browser.api(api.port(), method, path, body, secret);
    }

    /** Sends a form, as a page of the session would. */
    static HttpResponse<String> send(Browser browser, String path, String... members)
            throws IOException, InterruptedException {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        form.add(Map.entry("form-token", browser.formToken("/projects/acme")));
        for (int i = 0; i < members.length; i += 2) {
            form.add(Map.entry(members[i], members[i + 1]));
        }
        return browser.post(path, form);
    }

    @Override
    public void close() {
        browsers.forEach(Browser::close);
        api.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
