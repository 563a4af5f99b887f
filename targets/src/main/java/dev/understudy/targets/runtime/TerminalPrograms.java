package dev.understudy.targets.runtime;

import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.InteractiveProcess;
import dev.understudy.targets.host.InteractiveProcess.Size;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.NamespaceFilter;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.postgres.Clusters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What people type to at an environment: the one place that builds its command. All of it runs as the environment's user,
 * behind its walls and its fence, and sees of the machine what its Odoo sees; none of it has anything of the service's. psql
 * is the machine's, in the machine's own root: it is as old as the server, which the environment's root may not have.
 */
public final class TerminalPrograms {

    /** What a user of PostgreSQL keeps a password in. */
    private static final String PASSWORDS = "psql.pass";

    private final LocalHost host;
    private final OdooProgram odoo;
    private final Path home;
    private final Path filters;
    private final MarkedProcesses processes;

    /**
     * @param home Understudy's, which no program sees
     * @param filters the folder for filters of system calls
     */
    public TerminalPrograms(LocalHost host, OdooProgram odoo, Path home, Path filters) {
        this.host = host;
        this.odoo = odoo;
        this.home = home;
        this.filters = filters;
        this.processes = new MarkedProcesses(host);
    }

    /**
     * Starts a program for somebody who types.
     *
     * @param setting of the environment, which has a user of its own, and whose database runs
     * @param psql where PostgreSQL's programs are that fit its database
     * @param id of this terminal among those of the environment
     * @throws dev.understudy.model.fault.FaultException {@code host.not-started}
     */
    public InteractiveProcess start(OdooSetting setting, TerminalProgram program, Path psql, String id, Size size) {
        List<String> argv = switch (program) {
            case SHELL -> odoo.beside(setting, shell(setting, mark(setting, id)));
            case ODOO -> odoo.beside(setting, odooShell(setting, mark(setting, id)));
            case PSQL -> psql(setting, psql, mark(setting, id));
        };
        return host.open(Command.of(argv).with(ProcessTable.LAUNCHER, mark(setting, id)), size);
    }

    /** Ends what is left of a terminal. */
    public void end(OdooSetting setting, String id) {
        processes.end(mark(setting, id), Duration.ZERO);
    }

    private static String mark(OdooSetting setting, String id) {
        return setting.directory().resolve("terminal-" + id).toString();
    }

    private static Errand shell(OdooSetting setting, String mark) {
        Map<String, String> variables = variables();
        variables.put("PS1", setting.environment() + ":\\w\\$ ");
        return new Errand(
                mark,
                variables,
                List.of(),
                List.of("sh", "-c", "command -v bash >/dev/null 2>&1 && exec bash --noprofile --norc -i; exec sh -i"));
    }

    private Errand odooShell(OdooSetting setting, String mark) {
        List<String> arguments = new OdooArguments(
                        Series.of(setting.series()), setting.configuration().toString())
                .shell();
        return new Errand(
                mark,
                variables(),
                List.of(),
                Stream.concat(odoo.grounds(setting).command().stream(), arguments.stream())
                        .toList());
    }

    private List<String> psql(OdooSetting setting, Path psql, String mark) {
        Path passwords = setting.directory().resolve(PASSWORDS);
        String port = Integer.toString(setting.database().port());
        host.write(
                passwords,
                "127.0.0.1:" + port + ":*:" + Clusters.ODOO_ROLE + ":"
                        + setting.database().password().replace("\\", "\\\\").replace(":", "\\:") + "\n",
                "0600",
                setting.user() + ":" + setting.user());
        Map<String, String> variables = variables();
        variables.put("PGHOST", "127.0.0.1");
        variables.put("PGPORT", port);
        variables.put("PGUSER", Clusters.ODOO_ROLE);
        // Not among the arguments, where a name may be more than a name.
        variables.put("PGDATABASE", setting.database().name());
        variables.put("PGPASSFILE", passwords.toString());
        variables.put("PGOPTIONS", "-c local_preload_libraries=");
        variables.put("PGAPPNAME", "understudy terminal");
        String prompt = setting.environment() + " %/%R%x%# ";
        List<String> program = new ArrayList<>(List.of(psql.toString(), "--no-psqlrc", "--pset=pager=off"));
        program.addAll(List.of("--set=PROMPT1=" + prompt, "--set=PROMPT2=" + prompt));
        return Sandbox.ofMachine(home, NamespaceFilter.in(host, filters))
                .argv(setting, Optional.empty(), new Errand(mark, variables, List.of(passwords), program));
    }

    /** Histories would stay among the environment's files. */
    private static Map<String, String> variables() {
        return new TreeMap<>(Map.of(
                "TERM", "xterm-256color",
                "HISTFILE", "/dev/null",
                "PSQL_HISTORY", "/dev/null",
                "PYTHON_HISTORY", "/dev/null",
                "IPYTHONDIR", "/tmp/ipython"));
    }
}
