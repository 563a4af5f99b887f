package dev.understudy.targets.edge;

import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An environment as the edge serves it.
 *
 * @param environment the name
 * @param port on loopback, where it is served without TLS
 * @param url where users reach it; empty when they use the port
 * @param web the web port of each slot, on loopback
 * @param websocket the port of each slot that takes websockets; the web port where Odoo is one process
 * @param websocketPath {@code /websocket}; {@code /longpolling} up to Odoo 15
 * @param atOnce how many requests a slot is sent at once; the others wait their turn at the edge
 * @param hold how long a request waits for a slot to open
 * @param access from where the url may be used
 * @param elsewhere the Odoo that another has installed, which is served in place of a slot when that is opened
 */
public record Site(
        String environment,
        int port,
        Optional<String> url,
        Map<Slot, Integer> web,
        Map<Slot, Integer> websocket,
        String websocketPath,
        int atOnce,
        Duration hold,
        Access access,
        Optional<Elsewhere> elsewhere) {

    /**
     * An Odoo on this machine that Understudy does not run.
     *
     * @param web its port, on loopback
     * @param websocket its port that takes websockets; the same where it has one
     */
    public record Elsewhere(int web, int websocket) {}

    public Site {
        web = Map.copyOf(web);
        websocket = Map.copyOf(websocket);
    }
}
