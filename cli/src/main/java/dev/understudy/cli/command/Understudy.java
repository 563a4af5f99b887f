package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.demo.DemoCommand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(name = "understudy", version = "Understudy 0.1.0")
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

    @Option(names = "--project", paramLabel = "NAME", scope = ScopeType.INHERIT, descriptionKey = "of-project")
    void project(String name) {
        session.project(name);
    }

    /** The commands by name, in the order of the help. */
    public static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("up", UpCommand.class);
        commands.put("down", DownCommand.class);
        commands.put("web", WebCommand.class);
        commands.put("project", ProjectGroup.class);
        commands.put("audit", AuditCommand.class);
        commands.put("adopt", AdoptCommand.class);
        commands.put("follow", FollowCommand.class);
        commands.put("take-over", TakeOverCommand.class);
        commands.put("give-back", GiveBackCommand.class);
        commands.put("leave", LeaveCommand.class);
        commands.put("init", InitCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("env", EnvGroup.class);
        commands.put("refresh", RefreshCommand.class);
        commands.put("release", ReleaseGroup.class);
        commands.put("rehearse", RehearseCommand.class);
        commands.put("deploy", DeployCommand.class);
        commands.put("inbox", InboxCommand.class);
        commands.put("approve", ApproveCommand.class);
        commands.put("reject", RejectCommand.class);
        commands.put("withdraw", WithdrawCommand.class);
        commands.put("override", OverrideCommand.class);
        commands.put("emergency", EmergencyCommand.class);
        commands.put("key-users", KeyUsersCommand.class);
        commands.put("readiness", ReadinessCommand.class);
        commands.put("ticket", TicketGroup.class);
        commands.put("retrospective", RetrospectiveGroup.class);
        commands.put("lessons", LessonsCommand.class);
        commands.put("branches", BranchesCommand.class);
        commands.put("drift", DriftCommand.class);
        commands.put("load", LoadCommand.class);
        commands.put("calendar", CalendarCommand.class);
        commands.put("people", PeopleGroup.class);
        commands.put("role", RoleGroup.class);
        commands.put("token", TokenGroup.class);
        commands.put("share", ShareGroup.class);
        commands.put("hook", HookGroup.class);
        commands.put("audit-log", AuditLogGroup.class);
        commands.put("rollback", RollbackCommand.class);
        commands.put("backup", BackupCommand.class);
        commands.put("mask", MaskGroup.class);
        commands.put("export", ExportCommand.class);
        commands.put("restore", RestoreCommand.class);
        commands.put("snapshot", SnapshotCommand.class);
        commands.put("runs", RunsCommand.class);
        commands.put("run", RunGroup.class);
        commands.put("logs", LogsCommand.class);
        commands.put("mail", MailGroup.class);
        commands.put("shell", ShellCommand.class);
        commands.put("psql", PsqlCommand.class);
        commands.put("odoo-shell", OdooShellCommand.class);
        commands.put("terminal", TerminalGroup.class);
        return Collections.unmodifiableMap(commands);
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        line.usage(session.out(), line.getColorScheme());
    }
}
