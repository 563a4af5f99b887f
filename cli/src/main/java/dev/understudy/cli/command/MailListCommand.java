package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MailScreen;
import dev.understudy.model.view.MailView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy mail list}. */
@Command(name = "list")
public final class MailListCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(
            names = {"--search"},
            paramLabel = "TEXT",
            defaultValue = "",
            descriptionKey = "mail-search")
    private String search = "";

    public MailListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get(MailGroup.address(environment) + "?search=" + Client.quote(search));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MailScreen(session).list(Json.list(answer, MailView.class));
        }
        return 0;
    }
}
