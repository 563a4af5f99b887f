package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.ShareView;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy share create}. */
@Command(name = "create")
public final class ShareCreateCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--for", paramLabel = "NAME", required = true, descriptionKey = "share-for")
    private String guest = "";

    @Option(names = "--days", paramLabel = "DAYS", defaultValue = "7", descriptionKey = "share-days")
    private String days = "";

    @Option(
            names = "--may",
            paramLabel = "WHAT",
            split = ",",
            defaultValue = "see,report,open",
            descriptionKey = "share-may")
    private List<String> may = List.of();

    public ShareCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client()
                .post("/shares", Map.of("environment", environment, "guest", guest, "days", days, "allows", may));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            ShareView made = Json.read(answer, ShareView.class);
            String link = Objects.requireNonNull(made.link());
            session.out().println(link.startsWith("/") ? session.home().address() + link : link);
            session.err()
                    .println(session.texts()
                            .get(
                                    "share.once",
                                    made.guest(),
                                    String.join(", ", made.allows()),
                                    made.environment(),
                                    made.expiresAt()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString(),
                                    made.id()));
        }
        return 0;
    }
}
