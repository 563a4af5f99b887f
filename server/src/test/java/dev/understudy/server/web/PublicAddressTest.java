package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.AccessSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages, as the edge asks for them from other machines. */
@Timeout(60)
final class PublicAddressTest {

    private static final String HOST = "understudy.acme.example";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void onlyTheNameOfTheProjectsFileIsAnsweredAndNeverForTheApi() throws Exception {
        assertThat(ask("GET /sign-in", HOST, "")).startsWith("HTTP/1.1 403");
        visits.desk()
                .entrance()
                .set(new AccessSettings(false, Optional.empty(), Optional.of(URI.create("https://" + HOST))));

        assertThat(ask("GET /sign-in", HOST, "")).startsWith("HTTP/1.1 200");
        assertThat(ask("GET /sign-in", "evil.example", "")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET /api/health", HOST, "")).startsWith("HTTP/1.1 403");
    }

    @Test
    void aSessionFromThereIsShownByHttpsAloneAndFormsAreOfItsOwnPages() throws Exception {
        visits.desk()
                .entrance()
                .set(new AccessSettings(false, Optional.empty(), Optional.of(URI.create("https://" + HOST))));
        String form = "project=acme&person=bo&key=usk-bo";

        assertThat(ask("POST /sign-in", HOST, form, "Origin: https://" + HOST))
                .startsWith("HTTP/1.1 303")
                .contains("Secure", "HttpOnly");
        assertThat(ask("POST /sign-in", HOST, form, "Origin: http://" + HOST)).contains("server.foreign-form");
        assertThat(visits.operator(
                                "POST", "/api/projects/acme/shares", "{\"environment\":\"staging\",\"guest\":\"Rosa\"}")
                        .body())
                .contains("https://" + HOST + "/share?link=acme.");
    }

    @Test
    void linksThatTheCommandLinePrintsLeadThere() throws Exception {
        assertThat(visits.operator("POST", "/api/sign-in-links", "").body()).contains("\"url\":null");
        visits.desk()
                .entrance()
                .set(new AccessSettings(false, Optional.empty(), Optional.of(URI.create("https://" + HOST))));

        assertThat(visits.operator("POST", "/api/sign-in-links", "").body())
                .contains("\"https://" + HOST + "/sign-in?link=acme.");
        assertThat(visits.operator("POST", "/api/projects/acme/people/ana/password-link", "{}")
                        .body())
                .contains("\"https://" + HOST + "/password?link=acme.ana.");
    }

    private String ask(String line, String host, String body, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), visits.port())) {
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                    + more
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
