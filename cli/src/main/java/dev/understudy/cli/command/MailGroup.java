package dev.understudy.cli.command;

import dev.understudy.cli.client.Client;
import picocli.CommandLine.Command;

/** {@code understudy mail}. */
@Command(
        name = "mail",
        subcommands = {MailListCommand.class, MailShowCommand.class, MailClearCommand.class})
public final class MailGroup {

    static String address(String environment) {
        return "/environments/" + Client.quote(environment) + "/mails";
    }
}
