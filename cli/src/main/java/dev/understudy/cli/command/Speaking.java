package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.DecisionScreen;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.DecisionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What all commands share by which a person says something: who they are, by the key that they show. */
final class Speaking {

    @Option(names = "--as", paramLabel = "PERSON", descriptionKey = "as")
    private String person = "";

    /** Says it, and shows how the release stands then; the exit code. */
    int say(Session session, String release, String what, Map<String, String> body) {
        String answer = post(session, release, what, body);
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new DecisionScreen(session).show(Json.read(answer, DecisionView.class));
        }
        return 0;
    }

    /** Says it; what is answered. */
    String post(Session session, String release, String what, Map<String, String> body) {
        Map<String, String> said = new HashMap<>(body);
        said.values().removeIf(String::isEmpty);
        return tell(session, release, what, said);
    }

    /** The same, of more than texts. */
    String tell(Session session, String release, String what, Object body) {
        return ask(session, "/releases/" + Client.quote(release) + "/" + what, body);
    }

    /** The same, of something else than a release. */
    String ask(Session session, String path, Object body) {
        return session.client().post(path, body, headers(session));
    }

    private Map<String, String> headers(Session session) {
        Map<String, String> headers = new HashMap<>();
        if (!person.isEmpty()) {
            headers.put("Understudy-Person", person);
        }
        String key = key(session);
        if (!key.isEmpty()) {
            headers.put("Understudy-Key", key);
        }
        return headers;
    }

    /** A key stands in a file: whoever lists the processes of a machine reads their arguments. */
    private String key(Session session) {
        String named = session.variables().getOrDefault("UNDERSTUDY_KEY_FILE", "");
        if (!named.isEmpty()) {
            return read(session.path(named));
        }
        String home = session.variables().getOrDefault("HOME", "");
        if (home.isEmpty() || !person.matches("[a-z][a-z0-9-]{0,30}")) {
            return "";
        }
        Path usual = Path.of(home, ".config", "understudy", person + ".key");
        return Files.isReadable(usual) ? read(usual) : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw Fault.usage("cli.key-unreadable", file).exception(unreadable);
        }
    }
}
