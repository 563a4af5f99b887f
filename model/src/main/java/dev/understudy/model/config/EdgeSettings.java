package dev.understudy.model.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the edge listens for the urls of environments, and who signs its certificates.
 *
 * @param httpPort for {@code http://}, and to send on to {@code https://}
 * @param httpsPort for {@code https://}
 * @param acme the directory of the ACME authority; empty for the public ones
 * @param acmeRoot a file with the certificate of an ACME authority that this machine does not trust by itself
 * @param mail where the authority may write to
 */
public record EdgeSettings(
        int httpPort, int httpsPort, Optional<String> acme, Optional<Path> acmeRoot, Optional<String> mail) {

    /** The usual ports, and a public authority. */
    public static final EdgeSettings DEFAULT =
            new EdgeSettings(80, 443, Optional.empty(), Optional.empty(), Optional.empty());
}
