package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import picocli.CommandLine.Command;

/** {@code understudy ticket untie}. */
@Command(name = "untie")
public final class TicketUntieCommand extends Tying {

    public TicketUntieCommand(Session session) {
        super(session, "untie");
    }
}
