package dev.understudy.server.access;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Map;
import java.util.Set;

/**
 * One address of the service, and who may ask for it. The router, the check and the table of the manual are made from these.
 *
 * @param roles one of which whoever asks must have; {@link Role#NOBODY} among them for an address that is open to all
 * @param fresh whether whoever asks in a browser must have shown lately who they are
 * @param socket whether it is asked for to go on as a WebSocket; its handler prepares that
 */
public record Route(HandlerType method, String path, Set<Role> roles, boolean fresh, boolean socket, Handler handler) {

    public Route {
        roles = Set.copyOf(roles);
    }

    public Route(HandlerType method, String path, Set<Role> roles, Handler handler) {
        this(method, path, roles, false, false, handler);
    }

    /** A page, or a part of one. */
    public static Route page(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.GET, path, roles, handler);
    }

    /** What goes on as a WebSocket. */
    public static Route socket(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.GET, path, roles, false, true, handler);
    }

    /** A form of a page. */
    public static Route form(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.POST, path, roles, handler);
    }

    /** The same for those who have shown lately who they are. */
    public Route provedLately() {
        return new Route(method, path, roles, true, socket, handler);
    }

    /** Whether it needs nobody to be signed in. */
    public boolean open() {
        return roles.contains(Role.NOBODY);
    }

    /**
     * The environment that it is about, of which somebody may have a role that they have nowhere else.
     *
     * @param named what stands in the address, by the names of its parts
     * @return empty for an address that is about the whole project
     */
    public String environment(Map<String, String> named) {
        if (path.contains("/environments/{name}")) {
            return named.getOrDefault("name", "");
        }
        return path.contains("/environments/production/") ? "production" : "";
    }

    /** The same, with its path below another. */
    public Route below(String parent) {
        return new Route(method, parent + path, roles, fresh, socket, handler);
    }
}
