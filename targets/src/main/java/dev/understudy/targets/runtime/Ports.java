package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether an environment's ports are free. */
final class Ports {

    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);
    private static final int PATIENCE_MILLIS = 1000;

    /** How long the sockets of a killed process may outlive what tells that it was ours. */
    private static final Duration CLOSED = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(50);

    private Ports() {}

    /** Refuses when somebody else answers on a port: its login page would be taken for this Odoo's. */
    static void requireFree(Listeners listeners, OdooSetting setting) {
        requireFree(listeners, setting.environment(), setting.seat().http());
        if (setting.seat().workers() > 0) {
            requireFree(listeners, setting.environment(), setting.seat().gevent());
        }
    }

    private static void requireFree(Listeners listeners, String environment, int port) {
        if (!Patience.HERE.until(() -> !answered(port), CLOSED, LOOK, "odoo")) {
            throw Fault.refused("runtime.port-in-use", Integer.toString(port), environment, listeners.shown(port))
                    .at(environment)
                    .exception();
        }
    }

    private static boolean answered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException busy) {
            // A port that nobody has refuses at once.
            return true;
        } catch (IOException nobody) {
            LOG.debug("Nobody answers on port {}: {}", port, nobody.toString());
            return false;
        }
    }
}
