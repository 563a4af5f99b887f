package dev.understudy.cli.command;

import picocli.CommandLine.Command;

/** {@code understudy retrospective}. */
@Command(
        name = "retrospective",
        subcommands = {
            RetrospectiveShowCommand.class,
            RetrospectiveAddCommand.class,
            RetrospectiveListCommand.class,
            RetrospectiveCloseCommand.class
        })
public final class RetrospectiveGroup {}
