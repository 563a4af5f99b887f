package dev.understudy.server.api;

import dev.understudy.model.audit.AuditProgram;
import dev.understudy.model.config.AccessSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.PersonView;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Mint;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Route;
import dev.understudy.server.access.SessionBook;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Sessions.Member;
import dev.understudy.server.access.Sessions.Members;
import dev.understudy.server.access.Shares;
import dev.understudy.server.access.Token;
import dev.understudy.server.access.UnkeptSessions;
import dev.understudy.server.beginning.FirstUse;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The REST API and the pages, on loopback only. */
public final class Api implements AutoCloseable {

    /** A body is a few names; more is refused before it is read. */
    static final long MOST_BODY_BYTES = 64L * 1024;

    /** Those that accept and select are few; requests are not among them. */
    private static final int LEAST_THREADS = 4;

    private static final int MOST_THREADS = 16;

    private static final String LOOPBACK = "127.0.0.1";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    /** A page loads nothing from elsewhere, runs no script but the service's files, and is shown in no other page. */
    private static final String OF_PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Javalin javalin;
    private final Streams streams;
    private final FirstUse firstUse;

    private Api(Javalin javalin, Streams streams, FirstUse firstUse) {
        this.javalin = javalin;
        this.streams = streams;
        this.firstUse = firstUse;
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for any free one
     * @param projects asked at each request; may wait until one is ready, or throw {@code server.starting}
     * @param log where causes of unexpected failures are written, for the text of the error
     * @param shutdown called once when somebody asks the service to end; returns at once
     * @throws FaultException {@code server.port-in-use}
     */
    public static Api start(int port, Token token, Projects projects, Pages pages, Path log, Runnable shutdown) {
        return start(port, token, projects, pages, log, shutdown, InstantSource.system());
    }

    /** As above, at another time. */
    public static Api start(
            int port, Token token, Projects projects, Pages pages, Path log, Runnable shutdown, InstantSource clock) {
        Streams streams = new Streams();
        Members members = (project, person) -> member(projects, project, person);
        Mint mint = new Mint(token, members, clock, Api::secret);
        SessionBook unkept = new UnkeptSessions();
        Sessions sessions = new Sessions(mint, project -> sessions(projects, unkept, project));
        ApiTokens tokens =
                new ApiTokens(mint, project -> projects.desk(project).access().tokens());
        Shares shares =
                new Shares(mint, project -> projects.desk(project).access().shares());
        FirstUse firstUse = new FirstUse(
                new AuditProgram(System.getProperty("java.class.path")), new ProjectRegister(projects), clock);
        List<Route> routes =
                routes(new Pages.Parts(projects, sessions, tokens, shares, streams, firstUse), pages, shutdown);
        Gatekeeper gatekeeper = new Gatekeeper(
                token, sessions, tokens, shares, new Gatekeeper.Doorway(Routes.HEALTH, () -> hosts(projects), clock));
        Problems problems = new Problems(pages, log, new SecureRandom());
        Javalin javalin = Javalin.create(config -> configure(config, gatekeeper, routes, problems));
        try {
            javalin.start(LOOPBACK, port);
        } catch (JavalinBindException taken) {
            throw Fault.refused("server.port-in-use", port).exception(taken);
        }
        return new Api(javalin, streams, firstUse);
    }

    /** The one table of who may ask for what. */
    public static List<Route> routes(Pages.Parts parts, Pages pages, Runnable shutdown) {
        return Stream.concat(Routes.all(parts, shutdown).stream(), pages.routes(parts).stream())
                .toList();
    }

    public int port() {
        return javalin.port();
    }

    /** Ends the streams that are open and what is looked at or copied, then stops. */
    @Override
    public void close() {
        streams.close();
        firstUse.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig config, Gatekeeper gatekeeper, List<Route> routes, Problems problems) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = threads();
        config.http.maxRequestSize = MOST_BODY_BYTES;
        // Of forms that bring a picture along; others are held to the above.
        config.jetty.multipartConfig.maxFileSize(Gatekeeper.MOST_FORM_MEGABYTES, SizeUnit.MB);
        config.jetty.multipartConfig.maxTotalRequestSize(Gatekeeper.MOST_FORM_MEGABYTES, SizeUnit.MB);
        config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jsonMapper(Json.forJavalin());
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(Api::headers);
        config.routes.before(gatekeeper);
        TerminalSocket.bound(config.jetty);
        for (Route route : routes) {
            Handler handler = route.socket() ? Api::notASocket : route.handler();
            config.routes.addHttpHandler(route.method(), route.path(), request -> {
                gatekeeper.admit(request, route);
                handler.handle(request);
            });
            if (route.socket()) {
                config.routes.wsBeforeUpgrade(route.path(), request -> {
                    gatekeeper.admitSocket(request, route);
                    route.handler().handle(request);
                });
                config.routes.ws(route.path(), TerminalSocket::serve);
            }
        }
        problems.register(config.routes);
    }

    /** A request has a virtual thread of its own; who accepts and selects for all of them waits on no other's carrier. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory()));
        return threads;
    }

    private static void notASocket(Context request) {
        throw Fault.usage("server.no-socket", request.path()).exception();
    }

    private static void headers(Context request) {
        request.header("Cache-Control", "no-store");
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "same-origin");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        request.header("Cross-Origin-Resource-Policy", "same-origin");
        request.header(
                "Content-Security-Policy",
                Gatekeeper.ofApi(request.path())
                        ? "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
                        : OF_PAGES);
    }

    /** Where sessions of a project are kept; of none, before there is one. */
    private static SessionBook sessions(Projects projects, SessionBook unkept, String project) {
        return project.isEmpty() ? unkept : projects.desk(project).access().sessions();
    }

    /** By which the pages are asked for from other machines, of the projects that are ready. */
    private static Set<String> hosts(Projects projects) {
        return projects.all(Locale.ENGLISH).stream()
                .filter(project -> project.status().equals("ready"))
                .flatMap(project -> projects.desk(project.name()).access().settings().get().url().stream())
                .map(URI::getAuthority)
                .collect(Collectors.toSet());
    }

    /** Empty for somebody who is not there any more, as for a project that is not. */
    private static Optional<Member> member(Projects projects, String project, String person) {
        try {
            Desk desk = projects.desk(project);
            return desk.practice().people().stream()
                    .filter(one -> one.name().equals(person))
                    .findFirst()
                    .flatMap(one -> member(one, desk.access()));
        } catch (FaultException away) {
            return Optional.empty();
        }
    }

    /** With the roles that the project's file gives them, and those that they are lent. */
    private static Optional<Member> member(PersonView person, ProjectAccess access) {
        Optional<Instant> password =
                Optional.ofNullable(access.accounts().passwords().get(person.name()));
        Set<Role> roles = Role.of(person.roles());
        roles.addAll(access.loans().lent(person.name()));
        AccessSettings settings = access.settings().get();
        Optional<Instant> provider = settings.openId()
                .filter(_ -> !access.accounts().closed(person.name()))
                .map(_ -> Instant.EPOCH);
        return Stream.of(Optional.ofNullable(person.keySince()), password, provider)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(since -> new Member(roles, within(person), since, settings.secondFactor()));
    }

    private static Map<String, Set<Role>> within(PersonView person) {
        return person.within().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, there -> Role.within(there.getValue())));
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
