package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The checks that every request passes before its handler: a name of this machine in {@code Host}, so that a page in a
 * browser cannot reach the service through a name of its own (DNS rebinding), and the token.
 */
public final class Gatekeeper implements Handler {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Token token;
    private final Predicate<Context> open;

    /**
     * @param open the requests that need no token
     */
    public Gatekeeper(Token token, Predicate<Context> open) {
        this.token = token;
        this.open = open;
    }

    /** Throws {@code server.foreign-host} and {@code server.no-token}. */
    @Override
    public void handle(Context request) {
        String host = request.header("Host");
        if (!loopback(host)) {
            throw Fault.usage("server.foreign-host", host == null ? "" : host).exception();
        }
        if (!open.test(request) && !token.admits(request.header("Authorization"))) {
            throw Fault.usage("server.no-token").exception();
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
