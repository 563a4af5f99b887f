package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** What a release and a ticket have to do with each other from now on. */
abstract class Tying implements Callable<Integer> {

    private final Session session;
    private final String word;

    @Parameters(index = "0", paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Parameters(index = "1", paramLabel = "NUMBER", descriptionKey = "ticket-number")
    private long ticket;

    /**
     * @param word of the API: {@code tie} or {@code untie}
     */
    Tying(Session session, String word) {
        this.session = session;
        this.word = word;
    }

    @Override
    public Integer call() {
        String path = "/releases/" + Client.quote(release) + "/tickets/" + ticket + "/" + word;
        return TicketGroup.show(session, session.client().post(path, Map.of()));
    }
}
