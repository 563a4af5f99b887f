package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.PeopleScreen;
import dev.understudy.model.view.AuditView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy audit-log}. */
@Command(name = "audit-log", subcommands = AuditLogVerifyCommand.class)
public final class AuditLogGroup implements Callable<Integer> {

    private final Session session;

    @Option(names = "--subject", paramLabel = "SUBJECT", descriptionKey = "subject")
    private String subject = "";

    public AuditLogGroup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer =
                session.client().get("/audit-log" + (subject.isEmpty() ? "" : "?subject=" + Client.quote(subject)));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new PeopleScreen(session).log(Json.read(answer, AuditView.class));
        }
        return 0;
    }
}
