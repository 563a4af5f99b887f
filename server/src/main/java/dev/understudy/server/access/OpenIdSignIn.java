package dev.understudy.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.understudy.model.config.AccessSettings.OpenId;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sign-in by an OpenID provider: the code flow with PKCE, of OpenID Connect Core 1.0 and RFC 7636. What was begun is kept by the
 * browser, sealed. Who comes must have signed in there within {@link Sessions#PROOF}, and the provider must say that their mail
 * address is theirs.
 */
public final class OpenIdSignIn {

    /** How long somebody may take at the provider. */
    public static final Duration MEANWHILE = Duration.ofMinutes(10);

    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_BYTES = 200_000;
    private static final String WHAT = "openid";

    private final Supplier<Optional<OpenId>> settings;
    private final SecretBox box;
    private final InstantSource clock;
    private final Map<String, String> variables;

    /**
     * @param variables of the service's environment, where the client's secret may be
     */
    public OpenIdSignIn(
            Supplier<Optional<OpenId>> settings, SecretBox box, InstantSource clock, Map<String, String> variables) {
        this.settings = settings;
        this.box = box;
        this.clock = clock;
        this.variables = Map.copyOf(variables);
    }

    /**
     * A sign-in that was begun.
     *
     * @param address where the browser goes
     * @param kept what it keeps and shows when it comes back
     */
    public record Begun(URI address, String kept) {}

    /**
     * Who came back.
     *
     * @param mail their address, of which the provider says that it is theirs
     * @param to where they wanted to go
     */
    public record Known(String mail, String to) {}

    /** What nimbus throws is many things, and each is that it did not work. */
    @FunctionalInterface
    private interface Exchange<T> {

        T run() throws GeneralException, IOException, BadJOSEException, JOSEException;
    }

    /** Begins. Throws {@code server.openid-none}, {@code server.openid-failed}. */
    public Begun begin(URI back, String to) {
        OpenId provider = provider();
        return trying(provider, () -> {
            State state = new State();
            Nonce nonce = new Nonce();
            CodeVerifier verifier = new CodeVerifier();
            URI address = new AuthenticationRequest.Builder(
                            new ResponseType(ResponseType.Value.CODE),
                            new Scope("openid", "email"),
                            new ClientID(provider.client()),
                            back)
                    .endpointURI(metadata(provider).getAuthorizationEndpointURI())
                    .state(state)
                    .nonce(nonce)
                    .codeChallenge(verifier, CodeChallengeMethod.S256)
                    .maxAge(Math.toIntExact(Sessions.PROOF.toSeconds()))
                    .build()
                    .toURI();
            Instant ends = clock.instant().plus(MEANWHILE);
            return new Begun(
                    address,
                    sealed(List.of(
                            state.getValue(),
                            nonce.getValue(),
                            verifier.getValue(),
                            Long.toString(ends.getEpochSecond()),
                            to)));
        });
    }

    /**
     * Ends what was begun.
     *
     * @param answer the address to which the provider sent the browser back
     * @throws dev.understudy.model.fault.FaultException {@code server.openid-none}, {@code server.openid-failed}, {@code
     *     server.openid-stale}, {@code server.openid-unknown}
     */
    public Known end(URI back, URI answer, String kept) {
        OpenId provider = provider();
        List<String> begun = opened(kept);
        if (Instant.ofEpochSecond(Long.parseLong(begun.get(3))).isBefore(clock.instant())) {
            throw stale();
        }
        return trying(provider, () -> {
            OIDCProviderMetadata metadata = metadata(provider);
            AuthorizationCode code = code(provider, AuthenticationResponseParser.parse(answer), begun.get(0));
            OIDCTokenResponse tokens =
                    tokens(provider, metadata, new AuthorizationCodeGrant(code, back, new CodeVerifier(begun.get(2))));
            IDTokenClaimsSet claims = validator(provider, metadata)
                    .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(begun.get(1)));
            checkLately(claims);
            return new Known(mail(metadata, tokens, claims), begun.get(4));
        });
    }

    /** Refuses what the provider says no to, and what nobody here has asked. */
    private static AuthorizationCode code(OpenId provider, AuthenticationResponse answer, String state)
            throws GeneralException {
        State shown = answer.getState();
        if (shown == null
                || !MessageDigest.isEqual(
                        shown.getValue().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8))) {
            throw stale();
        }
        // RFC 9207: an answer of another provider than the one that was asked.
        Issuer issuer = answer.getIssuer();
        if (issuer != null && !issuer.equals(new Issuer(provider.issuer()))) {
            throw new GeneralException("the answer is of another issuer");
        }
        if (!answer.indicatesSuccess()) {
            throw new GeneralException(answer.toErrorResponse().getErrorObject().getCode());
        }
        return answer.toSuccessResponse().getAuthorizationCode();
    }

    private OIDCTokenResponse tokens(OpenId provider, OIDCProviderMetadata metadata, AuthorizationCodeGrant grant)
            throws GeneralException, IOException {
        ClientID client = new ClientID(provider.client());
        URI endpoint = metadata.getTokenEndpointURI();
        TokenRequest request = provider.secret()
                .map(name -> new Secret(name.resolve(variables).reveal()))
                .map(secret -> new TokenRequest.Builder(
                        endpoint,
                        basic(metadata) ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret),
                        grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build();
        var answer =
                OIDCTokenResponseParser.parse(patient(request.toHTTPRequest()).send());
        if (!answer.indicatesSuccess()) {
            throw new GeneralException(answer.toErrorResponse().getErrorObject().getCode());
        }
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }

    /** As OpenID Connect Discovery 1.0 has it, basic is meant where nothing is said. */
    private static boolean basic(OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }

    private static IDTokenValidator validator(OpenId provider, OIDCProviderMetadata metadata)
            throws MalformedURLException {
        Set<JWSAlgorithm> algorithms =
                new HashSet<>(Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of(JWSAlgorithm.RS256)));
        // Never one whose key the client has as well, and never none.
        algorithms.retainAll(JWSAlgorithm.Family.SIGNATURE);
        return new IDTokenValidator(
                new Issuer(provider.issuer()),
                new ClientID(provider.client()),
                new JWSVerificationKeySelector<>(
                        algorithms,
                        JWKSourceBuilder.create(
                                        metadata.getJWKSetURI().toURL(),
                                        new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, MOST_BYTES))
                                .build()),
                null);
    }

    private void checkLately(IDTokenClaimsSet claims) throws GeneralException {
        Date signedIn = claims.getAuthenticationTime();
        Instant earliest = clock.instant().minus(Sessions.PROOF).minus(SKEW);
        if (signedIn == null || signedIn.toInstant().isBefore(earliest)) {
            throw new GeneralException("the provider does not say that they signed in lately (auth_time)");
        }
    }

    /** Of the token, or of what the provider tells about its person. */
    private static String mail(OIDCProviderMetadata metadata, OIDCTokenResponse tokens, IDTokenClaimsSet claims)
            throws GeneralException, IOException {
        ClaimsSet told = claims;
        if (claims.getClaim("email") == null && metadata.getUserInfoEndpointURI() != null) {
            UserInfoResponse answer = UserInfoResponse.parse(patient(new UserInfoRequest(
                                    metadata.getUserInfoEndpointURI(),
                                    tokens.getOIDCTokens().getAccessToken())
                            .toHTTPRequest())
                    .send());
            if (!answer.indicatesSuccess()) {
                throw new GeneralException("the provider tells nothing about its person");
            }
            var info = answer.toSuccessResponse().getUserInfo();
            if (info == null || !info.getSubject().equals(claims.getSubject())) {
                throw new GeneralException("the provider tells about another person");
            }
            told = info;
        }
        String mail = told.getStringClaim("email");
        if (mail == null || !Boolean.TRUE.equals(told.getBooleanClaim("email_verified"))) {
            throw Fault.refused("server.openid-unknown").exception();
        }
        return mail;
    }

    private static OIDCProviderMetadata metadata(OpenId provider) throws GeneralException, IOException {
        return OIDCProviderMetadata.resolve(new Issuer(provider.issuer()), PATIENCE_MILLIS, PATIENCE_MILLIS);
    }

    private static HTTPRequest patient(HTTPRequest request) {
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        return request;
    }

    private static <T> T trying(OpenId provider, Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (GeneralException | IOException | BadJOSEException | JOSEException failure) {
            String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            throw Fault.refused("server.openid-failed", provider.issuer().getHost(), why)
                    .exception(failure);
        }
    }

    private OpenId provider() {
        return settings.get()
                .orElseThrow(() -> Fault.refused("server.openid-none").exception());
    }

    private String sealed(List<String> parts) {
        String sealed = box.seal(WHAT, String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> opened(String kept) {
        try {
            String sealed = new String(Base64.getUrlDecoder().decode(kept), StandardCharsets.US_ASCII);
            List<String> parts = List.of(new String(box.open(WHAT, sealed), StandardCharsets.UTF_8).split("\n", -1));
            if (parts.size() == 5) {
                return parts;
            }
        } catch (IllegalArgumentException | dev.understudy.model.fault.FaultException made) {
            throw Fault.refused("server.openid-stale").exception(made);
        }
        throw stale();
    }

    private static RuntimeException stale() {
        return Fault.refused("server.openid-stale").exception();
    }
}
