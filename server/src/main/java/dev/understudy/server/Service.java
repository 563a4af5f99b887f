package dev.understudy.server;

import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.home.Home;
import dev.understudy.model.text.Shown;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.project.OpenProjects;
import dev.understudy.server.project.Registry;
import dev.understudy.server.web.Web;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: it holds its home, listens at once, and makes its projects ready meanwhile; requests wait for theirs.
 * SIGTERM, SIGINT and {@code POST /api/shutdown} end it: streams first, then the API, then the projects.
 */
public final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final ServiceFile file;
    private final Api api;
    private final OpenProjects projects;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Service(ServiceFile file, Api api, OpenProjects projects, Runnable end) {
        this.file = file;
        this.api = api;
        this.projects = projects;
        this.end = end;
    }

    /** {@code Service [PROJECT_FILE]}; with a file, that project is one of those of the home from now on. */
    public static void main(String[] arguments) {
        long began = System.nanoTime();
        // Of each java.net.http client a thread would wake every three seconds, for nothing.
        System.setProperty("jdk.internal.httpclient.selectorTimeout", "600000");
        try {
            Home home = Home.of(System.getenv(), System.getProperty("user.name").equals("root"));
            Registry registry = Registry.of(home);
            if (arguments.length > 0) {
                Path project = Path.of(arguments[0]).toAbsolutePath().normalize();
                registry.add(ProjectFile.read(project).require().name(), project);
            }
            Composition composition = new Composition(home);
            OpenProjects projects = new OpenProjects(home, registry, composition::open);
            Service service = start(home, projects, composition::close, () -> Thread.startVirtualThread(Service::exit));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "end"));
            LOG.info("Listening on {} after {} ms", home.address(), millisSince(began));
            service.awaitReady();
            LOG.info("Ready after {} ms", millisSince(began));
        } catch (FaultException failure) {
            LOG.debug("Could not start", failure);
            System.err.println(Shown.text(FaultTexts.of(Locale.getDefault()).line(failure.fault())));
            System.exit(failure.fault().kind().exitCode());
        }
    }

    /**
     * Listens, and makes the projects ready in the background.
     *
     * @param end called when the projects are closed, to close what they share
     * @param shutdown called when a client asks the service to end
     * @throws FaultException {@code server.already-running}, {@code server.port-in-use}, {@code server.home-unusable}
     */
    static Service start(Home home, OpenProjects projects, Runnable end, Runnable shutdown) {
        ServiceFile file = ServiceFile.take(home);
        try {
            projects.open();
            Token token = Token.of(home.token());
            Api api = Api.start(home.port(), token, projects, new Web(), home.serviceLog(), shutdown);
            file.listening(api.port());
            return new Service(file, api, projects, end);
        } catch (FaultException failure) {
            projects.close();
            file.close();
            throw failure;
        }
    }

    /** The port it listens on. */
    public int port() {
        return api.port();
    }

    /** Waits until the projects are ready. Throws what hindered them when none is. */
    public void awaitReady() {
        projects.awaitReady();
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            api.close();
            projects.close();
            end.run();
            file.close();
            LOG.info("Ended");
        }
    }

    private static void exit() {
        try {
            // The answer to whoever asked goes out first.
            Thread.sleep(200);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
