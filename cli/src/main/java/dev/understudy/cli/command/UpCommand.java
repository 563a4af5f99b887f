package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.ProjectView;
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
        Optional<Path> project = given(session, config);
        project.ifPresent(file -> {
            if (ProjectFile.read(file) instanceof Reading.Invalid invalid) {
                throw invalid.fault(session.locale()).exception();
            }
        });
        Optional<Long> running = service.running();
        if (running.isPresent()) {
            service.awaitAnswer(running.get());
            project.ifPresent(file -> {
                ProjectAddCommand.add(session, file);
                service.awaitReady(running.get(), file);
            });
            return tell("service.already-up", running.get());
        }
        if (foreground) {
            return service.foreground(project);
        }
        return tell("service.up", service.start(project));
    }

    /** The file that was named, else the present folder's; empty where there is none. */
    private static Optional<Path> given(Session session, String config) {
        Path file = session.path(config.isEmpty() ? ProjectFile.NAME : config);
        if (!config.isEmpty() || Files.isRegularFile(file)) {
            return Optional.of(file);
        }
        return Optional.empty();
    }

    /** Only to a person: a link in a log would be anybody's who reads it within its time. */
    private void tellPages() {
        if (session.live()) {
            try {
                WebCommand.tell(session);
            } catch (FaultException notYet) {
                session.out().println(session.texts().get("web.later"));
            }
        }
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
            if (Json.list(session.service().get("/projects"), ProjectView.class).isEmpty()) {
                session.out().println(session.texts().get("service.no-project"));
            }
            tellPages();
        }
        return 0;
    }
}
