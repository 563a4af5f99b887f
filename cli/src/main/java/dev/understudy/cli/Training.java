package dev.understudy.cli;

import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.StatusView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Does what the common commands do, so that the JVM can keep their classes in a start-up cache
 * ({@code -XX:AOTCacheOutput}). Asks a server of its own that gives one canned answer.
 */
public final class Training {

    private static final String STATUS = """
            {"project":"p","version":"0","environments":[{"name":"production","kind":"live","status":"running",
            "url":"http://127.0.0.1:1","database":{"host":"127.0.0.1","port":1,"name":"p"},"release":"r1",
            "neutralized":false,"fenced":null,"keepsApiKeys":false,"pendingModules":[],"troubles":[],"createdAt":"2026-01-01T00:00:00Z","copiedAt":null,
            "copyMethod":null,"ports":{"http":1,"database":3},"instances":[{"name":"web","role":"web",
            "slot":"blue","running":true,"pid":1,"log":"l"}]}],"releases":[{"id":"r1","createdAt":
            "2026-01-01T00:00:00Z","by":"p","odoo":"o","repositories":{"a":"b"},"changeClass":"A","changes":null,
            "environments":["production"],"rehearsal":"succeeded","shadowed":[],
            "existed":false}],"runs":[{"id":"run-1","recipe":"deploy",
            "environment":"production","release":"r1","status":"succeeded","startedAt":"2026-01-01T00:00:00Z",
            "finishedAt":"2026-01-01T00:00:09Z","steps":[{"name":"s","status":"succeeded","startedAt":
            "2026-01-01T00:00:00Z","finishedAt":"2026-01-01T00:00:09Z","detail":"d"}],"createdAt":
            "2026-01-01T00:00:00Z","by":"p","queuedBehind":null,"error":null}]}""";
    private static final int ANSWERS = 2;

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("understudy-training");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(server));
            Files.writeString(home.resolve("token"), "t");
            Map<String, String> variables = Map.of(
                    "UNDERSTUDY_HOME", home.toString(), "UNDERSTUDY_PORT", Integer.toString(server.getLocalPort()));
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            for (List<String> command :
                    List.of(List.of("status"), List.of("status", "--json"), List.of("--help"), List.of("nonsense"))) {
                new Shell(new Session(variables, home, nowhere, nowhere, true)).run(command.toArray(String[]::new));
            }
            Main.session().home();
            new Screens(new Session(variables, home, nowhere, nowhere, true))
                    .run(Json.read(STATUS, StatusView.class).runs().getFirst());
        } finally {
            Files.deleteIfExists(home.resolve("token"));
            Files.deleteIfExists(home);
        }
    }

    private static void answer(ServerSocket server) {
        byte[] body = STATUS.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int answered = 0; answered < ANSWERS; answered++) {
            try (Socket client = server.accept()) {
                byte[] question = new byte[8192];
                if (client.getInputStream().read(question) > 0) {
                    client.getOutputStream().write(head);
                    client.getOutputStream().write(body);
                }
            } catch (IOException ended) {
                return;
            }
        }
    }
}
