package dev.understudy.server.hooks;

import dev.understudy.model.fault.Fault;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where something is told: a program of the internet, by https. What is on this machine or in a private network may be asked for by
 * whoever may make hooks, and by nobody else through them.
 */
final class Destination {

    private static final int MOST = 500;

    private Destination() {}

    /** Throws {@code server.hook-address}. */
    static URI of(String address, boolean nearby) {
        try {
            URI uri = new URI(address);
            boolean scheme = "https".equals(uri.getScheme()) || (nearby && "http".equals(uri.getScheme()));
            if (scheme && uri.getHost() != null && uri.getUserInfo() == null && address.length() <= MOST) {
                return uri;
            }
        } catch (URISyntaxException none) {
            throw Fault.usage("server.hook-address", address).exception(none);
        }
        throw Fault.usage("server.hook-address", address).exception();
    }

    /** Throws {@code server.hook-nearby} for a host that is on this machine or in a private network, and may not be. */
    static void check(URI uri, boolean nearby) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (never(address) || (!nearby && near(address))) {
                throw Fault.refused("server.hook-nearby", uri.getHost(), address.getHostAddress())
                        .exception();
            }
        }
    }

    /** Where machines are told secrets by those who run them. */
    private static boolean never(InetAddress address) {
        return address.isLinkLocalAddress() || address.isMulticastAddress();
    }

    private static boolean near(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean unique = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean carrier = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || unique
                || carrier;
    }
}
