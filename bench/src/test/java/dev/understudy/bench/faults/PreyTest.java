package dev.understudy.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.home.Home;
import dev.understudy.targets.host.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are marked as Odoo's and Caddy's are. */
@Timeout(60)
class PreyTest {

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    private Home home;
    private Prey prey;

    @BeforeEach
    void nothing() {
        home = new Home(folder, folder, 8010);
        prey = new Prey(home, folder.resolve("pgdata"));
    }

    @AfterEach
    void end() {
        started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aMasterAndItsWorkersAreToldApart() throws Exception {
        long master = start(home.first().environment("production").resolve("production-web-green"));

        assertThat(prey.of(Victim.WEB)).containsExactly(master);
        assertThat(prey.of(Victim.WORKER)).singleElement().isNotEqualTo(master);
        assertThat(prey.of(Victim.CRON)).isEmpty();
        assertThat(prey.of(Victim.EDGE)).isEmpty();
    }

    @Test
    void whileNothingServesTheOdooThatUpdatesIsThere() throws Exception {
        long updating = start(home.first().environment("production").resolve("once"));

        assertThat(prey.of(Victim.WEB)).containsExactly(updating);
        assertThat(prey.of(Victim.WORKER)).isEmpty();
    }

    @Test
    void aFileThatNamesAnotherProcessNamesNobody() throws Exception {
        Files.writeString(home.pidFile(), ProcessHandle.current().pid() + "\n");
        assertThat(prey.of(Victim.SERVICE))
                .containsExactly(ProcessHandle.current().pid());

        Files.writeString(home.pidFile(), start(folder.resolve("edge")) + "\n");
        assertThat(prey.of(Victim.SERVICE)).isEmpty();
        assertThat(prey.of(Victim.EDGE)).hasSize(1);
        assertThat(prey.of(Victim.POSTGRESQL)).isEmpty();
        assertThat(prey.of(Victim.BACKEND)).isEmpty();
    }

    @Test
    void thePostgresqlOfProductionAndThatOfUnderstudyAreToldApart() throws Exception {
        long production = startPostgres(folder.resolve("pgdata"));
        long control = startPostgres(home.control().resolve("pgdata"));

        assertThat(prey.of(Victim.POSTGRESQL)).containsExactly(production);
        assertThat(prey.of(Victim.CONTROL)).containsExactly(control);
    }

    /** A process that is called as PostgreSQL's are, and that a data directory names; its id. */
    private long startPostgres(Path pgdata) throws IOException {
        Files.createDirectories(pgdata);
        Path program = Files.createSymbolicLink(pgdata.resolve("postgres"), Path.of("/bin/sleep"));
        Process process = new ProcessBuilder(program.toString(), "300").start();
        started.add(process);
        Files.writeString(pgdata.resolve("postmaster.pid"), process.pid() + "\n");
        return process.pid();
    }

    /** A process with one child; its id. */
    private long start(Path mark) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", "sleep 300 & wait");
        builder.environment().put(ProcessTable.VARIABLE, mark.toString());
        Process process = builder.start();
        started.add(process);
        while (process.children().findAny().isEmpty()) {
            Thread.sleep(20);
        }
        return process.pid();
    }
}
