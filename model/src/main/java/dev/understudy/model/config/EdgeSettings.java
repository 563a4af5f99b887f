package dev.understudy.model.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the edge listens for the urls of environments, and who signs its certificates.
 *
 * @param httpPort for {@code http://}, and to send on to {@code https://}
 * @param httpsPort for {@code https://}
 * @param acme the directory of the ACME authority; empty for the public ones
 * @param acmeRoot a file with the certificate of an ACME authority that this machine does not trust by itself
 * @param mail where the authority may write to
 * @param trustedProxies addresses and networks (CIDR) of load balancers in front, which say whom they ask for
 */
public record EdgeSettings(
        int httpPort,
        int httpsPort,
        Optional<String> acme,
        Optional<Path> acmeRoot,
        Optional<String> mail,
        List<String> trustedProxies) {

    public EdgeSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** The usual ports, and a public authority. */
    public static final EdgeSettings DEFAULT =
            new EdgeSettings(80, 443, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** At these ports, with a public authority. */
    public static EdgeSettings at(int httpPort, int httpsPort) {
        return new EdgeSettings(httpPort, httpsPort, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same behind these load balancers. */
    public EdgeSettings behind(String... proxies) {
        return new EdgeSettings(httpPort, httpsPort, acme, acmeRoot, mail, List.of(proxies));
    }
}
