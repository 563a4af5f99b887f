package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
        name = "understudy",
        version = "Understudy 0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            InitCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            EnvGroup.class,
            RefreshCommand.class,
            ReleaseGroup.class,
            RehearseCommand.class,
            DeployCommand.class,
            RollbackCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            SnapshotCommand.class,
            RunsCommand.class,
            RunGroup.class,
            LogsCommand.class
        })
public final class Understudy implements Runnable {

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            descriptionKey = "help")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "version")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean version;

    public Understudy(Session session) {
        this.session = session;
    }

    @Option(names = "--json", scope = ScopeType.INHERIT, descriptionKey = "json")
    void json(boolean wanted) {
        session.json(wanted);
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            descriptionKey = "color")
    void color(String when) {
        session.color(when);
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        line.usage(session.out(), line.getColorScheme());
    }
}
