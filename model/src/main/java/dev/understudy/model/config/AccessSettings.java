package dev.understudy.model.config;

import java.net.URI;
import java.util.Optional;

/**
 * How people get in to the pages.
 *
 * @param secondFactor whether everybody shows a code as well as their password or key
 * @param openId by whom people may be known instead
 * @param url where people reach the pages from other machines, in https; empty for on this machine alone
 */
public record AccessSettings(boolean secondFactor, Optional<OpenId> openId, Optional<URI> url) {

    public static final AccessSettings DEFAULT = new AccessSettings(false, Optional.empty(), Optional.empty());

    /**
     * An OpenID provider, such as the company's own sign-in.
     *
     * @param issuer its address, below which its configuration is found
     * @param client who Understudy is for it
     * @param secret where Understudy's secret is found; empty for a client that has none
     */
    public record OpenId(URI issuer, String client, Optional<SecretName> secret) {}
}
