package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.InboxScreen;
import dev.understudy.model.view.InboxView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy inbox}. */
@Command(name = "inbox")
public final class InboxCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--of", paramLabel = "PERSON", descriptionKey = "inbox-of")
    private String person = "";

    public InboxCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get(person.isEmpty() ? "/inbox" : "/inbox?person=" + Client.quote(person));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new InboxScreen(session).show(Json.read(answer, InboxView.class));
        }
        return 0;
    }
}
