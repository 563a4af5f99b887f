package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks that every request passes before its handler: a name of this machine in {@code Host}, so that a page in a
 * browser cannot reach the service through a name of its own (DNS rebinding); then who asks: a token below {@code /api/},
 * a session elsewhere; then whether they may.
 */
public final class Gatekeeper implements Handler {

    /** Of a form that brings a picture along. */
    public static final int MOST_FORM_MEGABYTES = 7;

    /** The member of each form that shows {@link Sessions#formToken}. */
    public static final String FORM_TOKEN = "form-token";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String API = "/api/";
    private static final String ACCOUNT = "/account";
    private static final String SIGN_OUT = "/sign-out";
    private static final String SHARED = "/shared/";
    private static final String VISITOR = "visitor";
    private static final String STILL = "still";
    private static final String ENVIRONMENT = "environment";

    private final Token token;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Shares shares;
    private final Doorway doorway;

    /**
     * What is known beside what is shown.
     *
     * @param open the address of the API that needs no token
     * @param hosts by which the edge asks for the pages, with a port where it is not the usual one
     */
    public record Doorway(String open, Supplier<Set<String>> hosts, InstantSource clock) {}

    public Gatekeeper(Token token, Sessions sessions, ApiTokens tokens, Shares shares, Doorway doorway) {
        this.token = token;
        this.sessions = sessions;
        this.tokens = tokens;
        this.shares = shares;
        this.doorway = doorway;
    }

    /** Whoever asks. */
    public static Visitor visitor(Context request) {
        Visitor visitor = request.attribute(VISITOR);
        return visitor == null ? Visitor.NOBODY : visitor;
    }

    /** The environment that a request is about, by its route: roles on it count. Empty for none. */
    public static String environment(Context request) {
        String environment = request.attribute(ENVIRONMENT);
        return environment == null ? "" : environment;
    }

    /** Whether whoever asked a program's question may still hear the answer, which may take hours. */
    public static BooleanSupplier stillMay(Context request) {
        BooleanSupplier still = request.attribute(STILL);
        return still == null ? () -> true : still;
    }

    /** Goes on with a session that was opened by this request: its forms show its token. */
    public static void goOn(Context request, Visitor visitor) {
        request.attribute(VISITOR, visitor);
    }

    /** The service as whoever asks reached it, without a path: in https where that was through the edge. */
    public static String address(Context request) {
        return (secure(request) ? "https://" : "http://") + request.header("Host");
    }

    /** Whether whoever asks is on another machine, and came through the edge. */
    public static boolean secure(Context request) {
        return !loopback(request.header("Host"));
    }

    /** Whether an address is one of the API. */
    public static boolean ofApi(String path) {
        return (path + "/").startsWith(API);
    }

    /** The cookie that has the session: services on one machine differ by their ports alone, and browsers' cookies do not. */
    public static String cookie(Context request) {
        return "understudy-" + request.req().getLocalPort();
    }

    /** The cookie that has the link by which a guest came; it opens what guests may see, and a session does not. */
    public static String guestCookie(Context request) {
        return "understudy-guest-" + request.req().getLocalPort();
    }

    /** Throws {@code server.foreign-host}, {@code server.no-token} and {@code server.share-often}. */
    @Override
    public void handle(Context request) {
        String host = request.header("Host");
        boolean here = loopback(host);
        if (!here && (ofApi(request.path()) || !doorway.hosts().get().contains(String.valueOf(host)))) {
            throw Fault.usage("server.foreign-host", host == null ? "" : host).exception();
        }
        if ((request.path() + "/").startsWith(SHARED)) {
            String link = request.cookie(guestCookie(request));
            request.attribute(VISITOR, link == null ? Visitor.NOBODY : shares.visitor(link));
        } else if (!ofApi(request.path())) {
            String session = request.cookie(cookie(request));
            request.attribute(VISITOR, session == null ? Visitor.NOBODY : sessions.visitor(session));
        } else if (token.admits(request.header("Authorization"))) {
            request.attribute(VISITOR, Visitor.OPERATOR);
        } else {
            Visitor program = tokens.visitor(Token.shown(request.header("Authorization")));
            if (!program.signedIn() && !request.path().equals(doorway.open())) {
                throw Fault.usage("server.no-token").exception();
            }
            request.attribute(VISITOR, program);
        }
    }

    /**
     * Lets a request through to a route, or not.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.sign-in}, {@code server.not-allowed}, {@code
     *     server.project-not-found}, {@code server.foreign-form}, {@code server.stale-form}, {@code server.prove}, {@code
     *     server.factor-wanted}, {@code server.share-ended}
     */
    public void admit(Context request, Route route) {
        Visitor visitor = visitor(request);
        String environment = route.environment(request.pathParamMap());
        request.attribute(ENVIRONMENT, environment);
        if (!route.open()) {
            if (!visitor.guest() && route.roles().equals(Role.GUESTS)) {
                throw Fault.refused("server.share-ended").exception();
            }
            if (!visitor.signedIn() && !visitor.guest()) {
                throw Fault.usage("server.sign-in").exception();
            }
            String project = request.pathParamMap().get("project");
            if (project != null && !visitor.knows(project)) {
                throw Fault.usage("server.project-not-found", project).exception();
            }
            if (visitor.weak()
                    && !route.path().startsWith(ACCOUNT)
                    && !route.path().equals(SIGN_OUT)) {
                throw Fault.refused("server.factor-wanted").exception();
            }
            if (!visitor.any(route.roles(), environment)) {
                throw Fault.refused("server.not-allowed").exception();
            }
            if (ofApi(request.path()) && !visitor.operator()) {
                String shown = Token.shown(request.header("Authorization"));
                BooleanSupplier still = () -> tokens.visitor(shown).any(route.roles(), environment);
                request.attribute(STILL, still);
            }
        }
        if (!route.method().equals(HandlerType.GET) && !ofApi(request.path())) {
            checkForm(request, route, visitor);
        }
        if (route.fresh()
                && !ofApi(request.path())
                && visitor.proved()
                        .plus(Sessions.PROOF)
                        .isBefore(doorway.clock().instant())) {
            throw Fault.refused("server.prove", Sessions.PROOF.toMinutes()).exception();
        }
    }

    /**
     * Lets a request through to go on as a WebSocket. Browsers let any page open one to anywhere, and say whose page it is: it
     * must be one of this service. A program that shows a token says nothing. Throws as {@link #handle} and {@link #admit}.
     */
    public void admitSocket(Context request, Route route) {
        handle(request);
        admit(request, route);
        String origin = request.header("Origin");
        boolean ours = origin == null ? ofApi(request.path()) : origin.equals(address(request));
        if (!ours) {
            throw Fault.refused("server.foreign-form").exception();
        }
    }

    /** A form counts when a page of this service sent it, and with the token of the session, which that page had. */
    private void checkForm(Context request, Route route, Visitor visitor) {
        String site = request.header("Sec-Fetch-Site");
        String origin = request.header("Origin");
        boolean ours = site != null ? site.equals("same-origin") : origin == null || origin.equals(address(request));
        if (!ours) {
            throw Fault.refused("server.foreign-form").exception();
        }
        if (route.open()) {
            // What it was sent is read by its handler alone, which may need every byte as it came.
            return;
        }
        if (request.isMultipartFormData() && request.contentLength() > MOST_FORM_MEGABYTES << 20) {
            throw Fault.usage("server.body-too-large", MOST_FORM_MEGABYTES << 10)
                    .exception();
        }
        String shown = request.formParam(FORM_TOKEN);
        String wanted = sessions.formToken(visitor.session());
        if (!MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8),
                (shown == null ? "" : shown).getBytes(StandardCharsets.UTF_8))) {
            throw Fault.refused("server.stale-form").exception();
        }
    }

    private static boolean loopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return LOOPBACK.contains(name.toLowerCase(Locale.ROOT));
    }
}
