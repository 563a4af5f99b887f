package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.TicketScreen;
import dev.understudy.model.view.TicketView;
import picocli.CommandLine.Command;

/** {@code understudy ticket}. */
@Command(
        name = "ticket",
        subcommands = {
            TicketReportCommand.class,
            TicketListCommand.class,
            TicketTieCommand.class,
            TicketUntieCommand.class
        })
public final class TicketGroup {

    static int show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new TicketScreen(session).show(Json.list(answer, TicketView.class));
        }
        return 0;
    }
}
