package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.HookView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy hook test}. */
@Command(name = "test")
public final class HookTestCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "hook-id")
    private String id = "";

    public HookTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().post("/hooks/" + Client.quote(id) + "/test", Map.of());
        HookView hook = Json.read(answer, HookView.class);
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else if (hook.problem() == null) {
            session.out().println(session.texts().get("hook.arrived", hook.address()));
        } else {
            session.err().println(session.texts().get("hook.not-arrived", hook.address(), hook.problem()));
        }
        return hook.problem() == null ? 0 : 1;
    }
}
