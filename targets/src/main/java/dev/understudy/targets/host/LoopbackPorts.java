package dev.understudy.targets.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback for who listens later, or again and again. The kernel gives any port of its own range
 * ({@code net.ipv4.ip_local_port_range}, from 32768 without a setting) to whoever connects to somewhere, so that one that was
 * asked of it may be taken by the time it is used: these lie below.
 */
public final class LoopbackPorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPorts() {}

    /**
     * One on which nobody listens, and that this process was not given before.
     *
     * @throws UncheckedIOException when loopback gives none
     */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (GIVEN.add(port) && silent(port)) {
                return port;
            }
        }
    }

    private static boolean silent(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
