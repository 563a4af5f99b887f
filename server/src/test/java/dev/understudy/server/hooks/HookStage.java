package dev.understudy.server.hooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.server.access.SecretBox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Hooks on a real PostgreSQL, somebody who listens on loopback, and a clock that a test sets. */
abstract class HookStage implements InstantSource {

    @AutoClose
    final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    final SqlHookBook book = new SqlHookBook(database.jdbi());

    @TempDir
    Path home;

    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Hooks hooks;
    private HttpServer listener;

    @Override
    public Instant instant() {
        return now;
    }

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", this::hear);
        listener.start();
        hooks = new Hooks(
                this::about,
                book,
                SecretBox.of(home.resolve("access-key")),
                (at, verb, subject, who, detail) -> noted(verb + " by " + who + " " + detail),
                this);
    }

    @AfterEach
    void stop() {
        listener.stop(0);
    }

    /** Where it is listened. */
    String address(String path) {
        return "http://127.0.0.1:" + listener.getAddress().getPort() + path;
    }

    /** What the project is about. */
    abstract Hooks.About about();

    /** Whoever listens. */
    abstract void hear(HttpExchange exchange) throws IOException;

    /** What the audit log is told. */
    void noted(String entry) {}
}
