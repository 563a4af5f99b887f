package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy up}. */
@Command(name = "up")
public final class UpCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
    private String config = "";

    @Option(names = "--foreground", descriptionKey = "foreground")
    private boolean foreground;

    public UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ServiceProcess service = new ServiceProcess(session);
        Optional<Long> running = service.running();
        if (running.isPresent()) {
            return tell("service.already-up", running.get());
        }
        Path project = project(session, config);
        if (ProjectFile.read(project) instanceof Reading.Invalid invalid) {
            throw invalid.fault(session.locale()).exception();
        }
        if (foreground) {
            return service.foreground(project);
        }
        return tell("service.up", service.start(project));
    }

    /** The file that was named, else the present folder's, else the one that the home's service had last. */
    static Path project(Session session, String config) {
        Path remembered = session.home().directory().resolve("project");
        Path here = session.path(config.isEmpty() ? "understudy.yaml" : config);
        if (Files.isRegularFile(here)) {
            return here;
        }
        try {
            if (config.isEmpty() && Files.isRegularFile(remembered)) {
                return Path.of(Files.readString(remembered).strip());
            }
        } catch (IOException failure) {
            throw Fault.failed("cli.no-project", here).exception(failure);
        }
        throw Fault.usage("cli.no-project", here).exception();
    }

    private int tell(String text, long pid) {
        Home home = session.home();
        if (session.json()) {
            session.printJson(Map.of(
                    "pid",
                    pid,
                    "address",
                    home.address(),
                    "home",
                    home.directory().toString()));
        } else {
            session.out().println(session.texts().get(text, home.address(), Long.toString(pid)));
        }
        return 0;
    }
}
