package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.LossScreen;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.LossView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy rollback}. */
@Command(name = "rollback")
public final class RollbackCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--to", paramLabel = "POINT", descriptionKey = "to")
    private String to = "";

    @Option(names = "--data", descriptionKey = "data")
    private boolean data;

    @Option(names = "--discard", descriptionKey = "discard")
    private boolean discard;

    @Option(names = "--no-export", descriptionKey = "no-export")
    private boolean unexported;

    @Mixin
    private Acting acting = new Acting();

    public RollbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean given = discard || (!acting.dryRun() && session.live() && givenUp());
        return acting.perform(
                session,
                Acting.address(environment, "rollback"),
                Map.of(
                        "to",
                        to,
                        "data",
                        data ? "true" : "",
                        "discard",
                        Boolean.toString(given),
                        "export",
                        Boolean.toString(!unexported)));
    }

    /** Shows what would be lost; whether somebody gave it up. The service refuses what needs that and has it not. */
    private boolean givenUp() {
        String query = "?data=" + data + "&to=" + Client.quote(to);
        LossView loss = Json.read(session.client().get(Acting.address(environment, "loss") + query), LossView.class);
        new LossScreen(session).show(loss);
        if (!loss.discard()) {
            return false;
        }
        if (!Question.confirmed(session, "rollback.confirm", environment)) {
            throw Fault.refused("cli.not-given-up", environment).exception();
        }
        return true;
    }
}
