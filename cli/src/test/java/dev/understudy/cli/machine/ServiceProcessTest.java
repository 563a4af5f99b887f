package dev.understudy.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.cli.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceProcessTest {

    @TempDir
    private Path home;

    /** In a container whose first process asks after nobody, every process that ends stays in the table. */
    @Test
    void aServiceThatHasEndedIsNotWaitedForWhereNobodyAsksHowItEnded() throws Exception {
        // A shell would ask: it ends once its parent is none any more.
        Process parent = new ProcessBuilder(
                        "sh",
                        "-c",
                        "sh -c 'until grep -qx sleep /proc/$PPID/comm; do :; done' & echo $!; exec sleep 1000")
                .start();
        try {
            long ended = awaitEnd(parent.inputReader(StandardCharsets.US_ASCII));
            Files.writeString(home.resolve("service.pid"), ended + "\n");
            ServiceProcess service = new ServiceProcess(session());

            assertThat(service.running()).isEmpty();
            service.stop(ended);

            assertThat(ProcessHandle.of(ended)).as("still in the table").isPresent();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Told as such, and not that a token is wrong. */
    @Test
    void aPortAtWhichAnotherHomesServiceAnswersIsTaken() throws IOException {
        HttpServer another = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        another.createContext("/", exchange -> {
            byte[] answer = """
                    {"kind": "usage", "exitCode": 2, "code": "server.no-token", "what": "no token", "arguments": []}""".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        another.start();
        try {
            ServiceProcess service = new ServiceProcess(
                    session(Integer.toString(another.getAddress().getPort())));

            assertThatThrownBy(() -> service.start(Optional.empty()))
                    .hasMessageContaining("is taken by another process")
                    .hasMessageContaining("[cli.service-did-not-start]");
        } finally {
            another.stop(0);
        }
    }

    private static long awaitEnd(BufferedReader said) throws IOException {
        long pid = Long.parseLong(said.readLine());
        while (!Files.readString(Path.of("/proc", Long.toString(pid), "stat")).contains(") Z ")) {
            Thread.onSpinWait();
        }
        return pid;
    }

    private Session session() {
        return session("1");
    }

    private Session session(String port) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Map<String, String> variables =
                Map.of("UNDERSTUDY_HOME", home.toString(), "UNDERSTUDY_PORT", port, "LANG", "C");
        return new Session(variables, home, nowhere, nowhere, false);
    }
}
