package dev.understudy.cli.command;

import picocli.CommandLine.Command;

/** {@code understudy mask}. */
@Command(
        name = "mask",
        subcommands = {MaskReportCommand.class})
public final class MaskGroup {}
