package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Token;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The REST API, on loopback only. */
public final class Api implements AutoCloseable {

    /** A body is a few names; more is refused before it is read. */
    static final long MOST_BODY_BYTES = 64L * 1024;

    private static final String LOOPBACK = "127.0.0.1";

    private final Javalin javalin;
    private final Streams streams;

    private Api(Javalin javalin, Streams streams) {
        this.javalin = javalin;
        this.streams = streams;
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for any free one
     * @param projects asked at each request; may wait until one is ready, or throw {@code server.starting}
     * @param log where causes of unexpected failures are written, for the text of the error
     * @param shutdown called once when somebody asks the service to end; returns at once
     * @throws dev.understudy.model.fault.FaultException {@code server.port-in-use}
     */
    public static Api start(int port, Token token, Projects projects, Path log, Runnable shutdown) {
        Streams streams = new Streams();
        List<Route> routes = Routes.all(projects, streams, shutdown);
        Javalin javalin = Javalin.create(config -> configure(config, token, routes, log));
        try {
            javalin.start(LOOPBACK, port);
        } catch (JavalinBindException taken) {
            throw Fault.refused("server.port-in-use", port).exception(taken);
        }
        return new Api(javalin, streams);
    }

    public int port() {
        return javalin.port();
    }

    /** Ends the streams that are open, then stops. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig config, Token token, List<Route> routes, Path log) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = MOST_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jsonMapper(Json.forJavalin());
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(request -> {
            request.header("Cache-Control", "no-store");
            request.header("X-Content-Type-Options", "nosniff");
            request.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        });
        config.routes.before(new Gatekeeper(token, request -> request.path().equals(Routes.HEALTH)));
        for (Route route : routes) {
            config.routes.addHttpHandler(route.method(), route.path(), route.handler());
        }
        new Problems(log, new SecureRandom()).register(config.routes);
    }
}
