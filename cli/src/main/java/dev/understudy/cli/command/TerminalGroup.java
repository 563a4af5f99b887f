package dev.understudy.cli.command;

import dev.understudy.cli.client.Client;
import picocli.CommandLine.Command;

/** {@code understudy terminal}. */
@Command(
        name = "terminal",
        subcommands = {TerminalListCommand.class, TerminalSaveCommand.class, TerminalEndCommand.class})
public final class TerminalGroup {

    static String address(String environment) {
        return "/environments/" + Client.quote(environment) + "/terminals";
    }
}
