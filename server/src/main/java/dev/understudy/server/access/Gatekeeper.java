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
import org.jspecify.annotations.Nullable;

/**
 * The checks that every request passes before its handler: a name of this machine in {@code Host}, so that a page in a
 * browser cannot reach the service through a name of its own (DNS rebinding); then who asks: a token below {@code /api/},
 * a session elsewhere; then whether they may.
 */
public final class Gatekeeper implements Handler {

    /** The member of each form that shows {@link Sessions#formToken}. */
    public static final String FORM_TOKEN = "form-token";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String API = "/api/";
    private static final String ACCOUNT = "/account";
    private static final String SIGN_OUT = "/sign-out";
    private static final String VISITOR = "visitor";
    private static final String STILL = "still";

    private final Token token;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final String open;
    private final InstantSource clock;

    /**
     * @param open the address of the API that needs no token
     */
    public Gatekeeper(Token token, Sessions sessions, ApiTokens tokens, String open, InstantSource clock) {
        this.token = token;
        this.sessions = sessions;
        this.tokens = tokens;
        this.open = open;
        this.clock = clock;
    }

    /** Whoever asks. */
    public static Visitor visitor(Context request) {
        Visitor visitor = request.attribute(VISITOR);
        return visitor == null ? Visitor.NOBODY : visitor;
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

    /** Whether an address is one of the API. */
    public static boolean ofApi(String path) {
        return (path + "/").startsWith(API);
    }

    /** The cookie that has the session: services on one machine differ by their ports alone, and browsers' cookies do not. */
    public static String cookie(Context request) {
        return "understudy-" + request.req().getLocalPort();
    }

    /** Throws {@code server.foreign-host} and {@code server.no-token}. */
    @Override
    public void handle(Context request) {
        String host = request.header("Host");
        if (!loopback(host)) {
            throw Fault.usage("server.foreign-host", host == null ? "" : host).exception();
        }
        if (!ofApi(request.path())) {
            String session = request.cookie(cookie(request));
            request.attribute(VISITOR, session == null ? Visitor.NOBODY : sessions.visitor(session));
        } else if (token.admits(request.header("Authorization"))) {
            request.attribute(VISITOR, Visitor.OPERATOR);
        } else {
            Visitor program = tokens.visitor(Token.shown(request.header("Authorization")));
            if (!program.signedIn() && !request.path().equals(open)) {
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
     *     server.factor-wanted}
     */
    public void admit(Context request, Route route) {
        Visitor visitor = visitor(request);
        if (!route.open()) {
            if (!visitor.signedIn()) {
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
            if (!visitor.any(route.roles())) {
                throw Fault.refused("server.not-allowed").exception();
            }
            if (ofApi(request.path()) && !visitor.operator()) {
                String shown = Token.shown(request.header("Authorization"));
                BooleanSupplier still = () -> tokens.visitor(shown).any(route.roles());
                request.attribute(STILL, still);
            }
        }
        if (!route.method().equals(HandlerType.GET) && !ofApi(request.path())) {
            checkForm(request, route, visitor);
        }
        if (route.fresh()
                && !ofApi(request.path())
                && visitor.proved().plus(Sessions.PROOF).isBefore(clock.instant())) {
            throw Fault.refused("server.prove", Sessions.PROOF.toMinutes()).exception();
        }
    }

    /** A form counts when a page of this service sent it, and with the token of the session, which that page had. */
    private void checkForm(Context request, Route route, Visitor visitor) {
        String site = request.header("Sec-Fetch-Site");
        String origin = request.header("Origin");
        boolean ours = site != null
                ? site.equals("same-origin")
                : origin == null || origin.equals("http://" + request.header("Host"));
        if (!ours) {
            throw Fault.refused("server.foreign-form").exception();
        }
        String shown = request.formParam(FORM_TOKEN);
        String wanted = sessions.formToken(visitor.session());
        if (!route.open()
                && !MessageDigest.isEqual(
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
