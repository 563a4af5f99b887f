package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.machine.ServiceProcess;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy down}. */
@Command(name = "down")
public final class DownCommand implements Callable<Integer> {

    private final Session session;

    public DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ServiceProcess service = new ServiceProcess(session);
        Optional<Long> running = service.running();
        running.ifPresent(service::stop);
        if (session.json()) {
            session.printJson(Map.of("ended", running.isPresent()));
        } else {
            session.out().println(session.texts().get(running.isPresent() ? "service.down" : "service.not-up"));
        }
        return 0;
    }
}
