package dev.understudy.cli.command;

import picocli.CommandLine.Command;

/** {@code understudy release}. */
@Command(
        name = "release",
        subcommands = {
            ReleaseCreateCommand.class,
            ReleaseListCommand.class,
            ReleaseShowCommand.class,
            ReleasePromoteCommand.class,
            ReleasePlanCommand.class,
            ReleaseAnnounceCommand.class,
            ReleaseCloseCommand.class,
            ReleaseReportCommand.class
        })
public final class ReleaseGroup {}
