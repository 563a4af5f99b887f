package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy mail clear}. */
@Command(name = "clear")
public final class MailClearCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    public MailClearCommand(Session session) {
        this.session = session;
    }

    /** What is answered. */
    private record Cleared(int deleted) {}

    @Override
    public Integer call() {
        String answer = session.client().post(MailGroup.address(environment) + "/clear", Map.of());
        session.out()
                .println(
                        session.json()
                                ? Json.pretty(answer)
                                : session.texts()
                                        .get(
                                                "mail.cleared",
                                                Json.read(answer, Cleared.class).deleted()));
        return 0;
    }
}
