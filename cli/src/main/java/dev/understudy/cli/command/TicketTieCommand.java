package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import picocli.CommandLine.Command;

/** {@code understudy ticket tie}. */
@Command(name = "tie")
public final class TicketTieCommand extends Tying {

    public TicketTieCommand(Session session) {
        super(session, "tie");
    }
}
