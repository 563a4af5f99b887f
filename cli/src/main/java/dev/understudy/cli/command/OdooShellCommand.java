package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.terminal.TerminalProgram;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy odoo-shell}. */
@Command(name = "odoo-shell")
public final class OdooShellCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Sitting sitting = new Sitting();

    public OdooShellCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return sitting.at(session, TerminalProgram.ODOO);
    }
}
