package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.TokenView;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy token create}. */
@Command(name = "create")
public final class TokenCreateCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", descriptionKey = "token-name")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "viewer", descriptionKey = "token-role")
    private String role = "";

    @Option(names = "--days", paramLabel = "DAYS", defaultValue = "90", descriptionKey = "token-days")
    private String days = "";

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "key-file")
    private String file = "";

    public TokenCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!file.isEmpty()) {
            SecretFile.Kept<String> kept = SecretFile.before(session, file, this::ask);
            TokenView made = Json.read(kept.answer(), TokenView.class);
            session.out()
                    .println(session.texts()
                            .get("token.written", made.id(), kept.file().write(Objects.requireNonNull(made.token()))));
            return 0;
        }
        String answer = ask();
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            TokenView made = Json.read(answer, TokenView.class);
            session.out().println(made.token());
            session.err()
                    .println(session.texts()
                            .get(
                                    "token.once",
                                    made.id(),
                                    made.role(),
                                    made.expiresAt()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString()));
        }
        return 0;
    }

    private String ask() {
        return session.client().post("/tokens", Map.of("name", name, "role", role, "days", days));
    }
}
