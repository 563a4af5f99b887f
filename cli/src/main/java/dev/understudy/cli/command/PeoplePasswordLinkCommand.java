package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy people password-link}. */
@Command(name = "password-link")
public final class PeoplePasswordLinkCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PERSON", descriptionKey = "person")
    private String person = "";

    @Option(names = "--remove-second-factor", descriptionKey = "remove-second-factor")
    private boolean removeFactor;

    public PeoplePasswordLinkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> body = removeFactor ? Map.of("second-factor", "remove") : Map.of();
        WebCommand.Link link = Json.read(
                session.client().post("/people/" + Client.quote(person) + "/password-link", body),
                WebCommand.Link.class);
        String address = WebCommand.address(session, link);
        if (session.json()) {
            session.printJson(Map.of("address", address, "minutes", link.minutes()));
        } else {
            session.out().println(address);
            session.err().println(session.texts().get("people.link-once", person, link.minutes() / 60));
        }
        return 0;
    }
}
