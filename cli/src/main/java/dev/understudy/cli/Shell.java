package dev.understudy.cli;

import dev.understudy.cli.client.ApiProblem;
import dev.understudy.cli.command.Understudy;
import dev.understudy.cli.show.Ink;
import dev.understudy.model.audit.Unaudited;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;

/** Understands a command, performs it, and tells what went wrong. */
public final class Shell {

    private final Session session;

    public Shell(Session session) {
        this.session = session;
    }

    /** Performs a command; its exit code. */
    public int run(String... arguments) {
        session.json(List.of(arguments).contains("--json"));
        String name = arguments.length == 0 ? "" : arguments[0];
        Map<String, Class<?>> all = Understudy.commands();
        // To know all commands takes longer than to perform most of them.
        Class<?> one = all.get(name);
        return line(one == null ? all : Map.of(name, one)).execute(arguments);
    }

    /** All commands as they are understood. */
    public CommandLine line() {
        return line(Understudy.commands());
    }

    private CommandLine line(Map<String, Class<?>> commands) {
        IFactory factory = new Commands(session);
        CommandLine line = new CommandLine(new Understudy(session), factory);
        commands.forEach((name, type) -> line.addSubcommand(name, new CommandLine(type, factory)));
        line.setResourceBundle(ResourceBundle.getBundle(
                "dev.understudy.cli.Help",
                session.locale(),
                Shell.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        line.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        line.setAbbreviatedOptionsAllowed(false);
        line.setParameterExceptionHandler((exception, _) -> misused(exception));
        line.setExecutionExceptionHandler((exception, _, _) -> failed(exception));
        return line;
    }

    private int misused(ParameterException exception) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        return tell(Fault.usage("cli.usage", String.valueOf(exception.getMessage()), command));
    }

    private int failed(Exception exception) {
        return switch (exception) {
            case FaultException fault -> tell(fault.fault());
            case ApiProblem problem -> tell(problem.problem());
            case Unaudited refused -> tell(refused.problem());
            default -> {
                exception.printStackTrace(session.err());
                yield tell(Fault.failed("cli.unexpected", exception.toString()));
            }
        };
    }

    private int tell(Fault fault) {
        return tell(ProblemView.of(fault, FaultTexts.of(session.locale())));
    }

    private int tell(ProblemView problem) {
        if (session.json()) {
            session.printJson(Map.of("error", problem));
            return problem.exitCode();
        }
        Ink ink = session.ink();
        String where = problem.where().isEmpty() ? "" : problem.where() + ": ";
        session.err().println(ink.bad(where + problem.what()) + " " + ink.quiet("[" + problem.code() + "]"));
        if (!problem.mend().isEmpty()) {
            session.err().println(problem.mend());
        }
        return problem.exitCode();
    }

    /** Makes the commands, each with the session. */
    private record Commands(Session session) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getConstructor(Session.class).newInstance(session);
            } catch (NoSuchMethodException plain) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
