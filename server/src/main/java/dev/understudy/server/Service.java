package dev.understudy.server;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.home.Home;
import dev.understudy.model.text.Shown;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.Desk;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: it holds its home, listens at once, and makes its parts meanwhile; requests wait for them. SIGTERM, SIGINT
 * and {@code POST /api/shutdown} end it: streams first, then the API, then the parts.
 */
public final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final long READY_SECONDS = 60;

    private final ServiceFile file;
    private final Api api;
    private final CompletableFuture<Desk> desk;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Service(ServiceFile file, Api api, CompletableFuture<Desk> desk) {
        this.file = file;
        this.api = api;
        this.desk = desk;
    }

    /**
     * Makes a service's parts.
     *
     * @see Composition#compose
     */
    @FunctionalInterface
    public interface Composer {
        Desk compose(Home home, Path project);
    }

    /** {@code Service [PROJECT_FILE]}; {@code understudy.yaml} of the present folder without. */
    public static void main(String[] arguments) {
        long began = System.nanoTime();
        // Of each java.net.http client a thread would wake every three seconds, for nothing.
        System.setProperty("jdk.internal.httpclient.selectorTimeout", "600000");
        try {
            Home home = Home.of(System.getenv(), System.getProperty("user.name").equals("root"));
            Path project = Path.of(arguments.length > 0 ? arguments[0] : "understudy.yaml")
                    .toAbsolutePath();
            Service service =
                    start(home, project, Composition::compose, () -> Thread.startVirtualThread(Service::exit));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "end"));
            LOG.info("Listening on {} for {} after {} ms", home.address(), project, millisSince(began));
            service.awaitReady();
            LOG.info("Ready after {} ms", millisSince(began));
        } catch (FaultException failure) {
            LOG.debug("Could not start", failure);
            System.err.println(Shown.text(FaultTexts.of(Locale.getDefault()).line(failure.fault())));
            System.exit(failure.fault().kind().exitCode());
        }
    }

    /**
     * Listens, and makes the parts in the background.
     *
     * @param shutdown called when a client asks the service to end
     * @throws FaultException {@code server.already-running}, {@code server.port-in-use}, {@code server.home-unusable}
     */
    public static Service start(Home home, Path project, Composer composer, Runnable shutdown) {
        ServiceFile file = ServiceFile.take(home);
        try {
            CompletableFuture<Desk> desk = new CompletableFuture<>();
            Thread.ofPlatform().name("compose").daemon().start(() -> compose(home, project, composer, desk));
            Token token = Token.of(home.token());
            Api api = Api.start(home.port(), token, () -> ready(desk), home.serviceLog(), shutdown);
            file.listening(api.port());
            return new Service(file, api, desk);
        } catch (FaultException failure) {
            file.close();
            throw failure;
        }
    }

    /** The port it listens on. */
    public int port() {
        return api.port();
    }

    /** Waits until the parts are made. Throws what hindered them. */
    public void awaitReady() {
        try {
            desk.join();
        } catch (CompletionException failure) {
            throw cause(failure);
        }
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            api.close();
            if (desk.isDone() && !desk.isCompletedExceptionally()) {
                desk.join().close();
            }
            file.close();
            LOG.info("Ended");
        }
    }

    private static void compose(Home home, Path project, Composer composer, CompletableFuture<Desk> desk) {
        try {
            desk.complete(composer.compose(home, project));
        } catch (RuntimeException | LinkageError failure) {
            desk.completeExceptionally(failure);
        }
    }

    private static Desk ready(CompletableFuture<Desk> desk) {
        try {
            // A copy: the wait of one request must not end the making of the parts.
            return desk.copy().orTimeout(READY_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw Fault.failed("server.starting").exception(failure);
            }
            throw cause(failure);
        }
    }

    private static RuntimeException cause(CompletionException failure) {
        return failure.getCause() instanceof RuntimeException exception ? exception : failure;
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
