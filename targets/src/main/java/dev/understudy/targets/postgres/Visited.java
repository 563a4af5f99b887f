package dev.understudy.targets.postgres;

import java.util.List;

/**
 * A database of somebody else's, and how it is reached with what that Odoo itself uses.
 *
 * @param host a name or address, or the folder of a socket
 * @param port of the server
 * @param database its name; empty when it has to be found
 * @param user the role; empty for the one that the system user is called
 * @param password empty when the server asks for none
 * @param sslMode as libpq names it
 * @param relay the argv of a program that takes {@code HOST PORT} and passes bytes on between there and its own input and
 *     output; empty where the server can be reached from here
 */
public record Visited(
        String host, int port, String database, String user, String password, String sslMode, List<String> relay) {

    public Visited {
        relay = List.copyOf(relay);
    }

    /** The same server, another database. */
    public Visited named(String name) {
        return new Visited(host, port, name, user, password, sslMode, relay);
    }

    /** Host and port, or the socket's folder. */
    public String place() {
        return host.startsWith("/") ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return "Visited[" + user + "@" + place() + "/" + database + "]";
    }
}
