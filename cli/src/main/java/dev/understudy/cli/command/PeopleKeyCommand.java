package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.PersonView.KeyView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy people key}. */
@Command(name = "key")
public final class PeopleKeyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PERSON", descriptionKey = "person")
    private String person = "";

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "key-file")
    private String file = "";

    public PeopleKeyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!file.isEmpty()) {
            SecretFile.Kept<String> made = SecretFile.before(session, file, this::ask);
            session.out()
                    .println(session.texts()
                            .get(
                                    "people.key-written",
                                    person,
                                    made.file()
                                            .write(Json.read(made.answer(), KeyView.class)
                                                    .key())));
            return 0;
        }
        String answer = ask();
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            session.out().println(Json.read(answer, KeyView.class).key());
            session.err().println(session.texts().get("people.key-once", person));
        }
        return 0;
    }

    private String ask() {
        return session.client().post("/people/" + Client.quote(person) + "/key", Map.of());
    }
}
