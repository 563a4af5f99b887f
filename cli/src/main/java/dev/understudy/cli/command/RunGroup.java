package dev.understudy.cli.command;

import picocli.CommandLine.Command;

/** {@code understudy run}. */
@Command(
        name = "run",
        subcommands = {RunShowCommand.class, RunFollowCommand.class, RunCancelCommand.class})
public final class RunGroup {}
