package dev.understudy.cli.command;

import picocli.CommandLine.Command;

/** {@code understudy project}. */
@Command(
        name = "project",
        subcommands = {ProjectAddCommand.class, ProjectListCommand.class, ProjectRemoveCommand.class})
public final class ProjectGroup {}
