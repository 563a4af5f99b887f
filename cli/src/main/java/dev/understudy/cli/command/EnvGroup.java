package dev.understudy.cli.command;

import picocli.CommandLine.Command;

/** {@code understudy env}. */
@Command(
        name = "env",
        subcommands = {
            EnvListCommand.class,
            EnvShowCommand.class,
            EnvCreateCommand.class,
            EnvLiveCommand.class,
            EnvQuietCommand.class,
            EnvSwitchCommand.class,
            EnvDestroyCommand.class
        })
public final class EnvGroup {}
