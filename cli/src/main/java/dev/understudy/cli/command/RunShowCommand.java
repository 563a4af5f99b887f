package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.cli.show.Table;
import dev.understudy.model.run.RunView;
import dev.understudy.model.text.Figures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy run show}. */
@Command(name = "show")
public final class RunShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "run")
    private String id = "";

    @Option(names = "--evidence", paramLabel = "NAME", descriptionKey = "evidence")
    private String evidence = "";

    @Option(names = "--commands", descriptionKey = "commands")
    private boolean commands;

    public RunShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String address = "/runs/" + Client.quote(id);
        if (!evidence.isEmpty()) {
            session.out().println(session.client().get(address + "/evidence/" + Client.quote(evidence)));
        } else if (commands) {
            commands(session.client().get(address + "/commands"));
        } else if (session.json()) {
            session.out().println(Json.pretty(session.client().get(address)));
        } else {
            new Screens(session).run(Json.read(session.client().get(address), RunView.class));
            List<Evidence> left = Json.list(session.client().get(address + "/evidence"), Evidence.class);
            left.forEach(
                    one -> session.out().println(session.texts().get("run.evidence", one.name(), one.mediaType(), id)));
        }
        return 0;
    }

    private void commands(String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
            return;
        }
        Table table = new Table();
        Json.list(answer, Performed.class)
                .forEach(one -> table.row(
                        one.step(),
                        Figures.duration(one.duration(), session.locale()),
                        Integer.toString(one.exitCode()),
                        one.shown()));
        table.print(session.out(), "");
    }

    /** What a run left. */
    record Evidence(String step, String name, String mediaType) {}

    /** A command that a run performed. */
    record Performed(String step, String shown, Duration duration, int exitCode) {}
}
