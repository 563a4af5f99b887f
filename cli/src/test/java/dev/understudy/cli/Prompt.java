package dev.understudy.cli;

import dev.understudy.model.config.AccessSettings;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.FakeDesk;
import dev.understudy.server.api.FakeProjects;
import dev.understudy.server.web.Web;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The command line against the real API, before a desk in memory; in a home of its own, which goes with it. */
final class Prompt implements AutoCloseable {

    private final Path home = newHome();
    private final Map<String, String> variables = new HashMap<>();
    private final Desk desk;
    private final int port = LoopbackPorts.free();
    private Api api;

    /** What a command said. */
    record Result(int code, String out, String err) {}

    Prompt() {
        this(FakeDesk::new);
    }

    /**
     * @param desk is made with the log that it shows
     */
    Prompt(Function<Path, Desk> desk) {
        this.desk = desk.apply(home.resolve("odoo.log"));
        this.api = serve(home, this.desk, port);
        variables.put("UNDERSTUDY_HOME", home.toString());
        variables.put("UNDERSTUDY_PORT", Integer.toString(port));
        speak("C");
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("understudy-prompt");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Api serve(Path home, Desk desk, int port) {
        return Api.start(
                port,
                Token.of(home.resolve("token")),
                new FakeProjects(desk),
                new Web(),
                home.resolve("service.log"),
                () -> {});
    }

    /** The folder in which commands are given. */
    Path home() {
        return home;
    }

    FakeDesk desk() {
        return (FakeDesk) desk;
    }

    /** As if the project's file said where other machines reach the pages. */
    void pages(URI url) {
        desk().entrance().set(new AccessSettings(false, Optional.empty(), Optional.of(url)));
    }

    void speak(String language) {
        variables.put("LANG", language);
    }

    /** By which a command in a process of its own finds the service. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** A variable of the environment of the commands to come. */
    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** The service ends. */
    void endService() {
        api.close();
    }

    /** The service that has ended starts again, at the same port. */
    void startService() {
        api = serve(home, desk, port);
    }

    /** As from a script. */
    Result run(String... arguments) {
        return run(false, arguments);
    }

    /** As by somebody at a terminal, who then types. */
    Result typed(String answer, String... arguments) {
        InputStream keyboard = System.in;
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(true, arguments);
        } finally {
            System.setIn(keyboard);
        }
    }

    private Result run(boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = shell(terminal, out, err).run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A shell that says nothing to anybody. */
    Shell shell() {
        return shell(false, new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private Shell shell(boolean terminal, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        Map<String, String> seen = new HashMap<>(variables);
        if (terminal) {
            seen.put("NO_COLOR", "1");
        }
        return new Shell(new Session(
                seen,
                home,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal));
    }

    @Override
    public void close() {
        api.close();
        new LocalHost("local", CommandLog.NONE).delete(home);
    }
}
