package dev.understudy.server.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider that lets everybody in as the person whom the test names: real signatures, PKCE and the client's secret,
 * over HTTP. What it signs can be changed, as somebody dishonest would.
 */
public final class SmallProvider implements AutoCloseable {

    public static final String CLIENT = "understudy";
    public static final String SECRET = "a secret of the client";

    private final HttpServer server;
    private final ECKey key;
    private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();
    private UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    private ECKey signing;
    private String told = "";
    private boolean asks;
    private String mail = "ana@acme.example";

    public SmallProvider() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        signing = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, configuration()));
        server.createContext("/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/person", exchange -> json(exchange, 200, person()));
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who comes from now on. */
    public void person(String address) {
        mail = address;
    }

    /** From now on people see its page, and press its button. */
    public void ask() {
        asks = true;
    }

    /** What is said otherwise from now on. */
    void claim(UnaryOperator<JWTClaimsSet.Builder> changed) {
        claims = changed;
    }

    /** Signs with a key that is not among its own. */
    void forge() throws JOSEException {
        signing = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    }

    /** Keeps the address out of what it signs, as many do, and tells it when asked; of whom is said otherwise from now on. */
    void tellOnlyWhenAsked(String subject) {
        told = subject;
        claims = said -> said.claim("email", null).claim("email_verified", null);
    }

    private Map<String, Object> person() {
        return Map.of("sub", told, "email", mail, "email_verified", true);
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "userinfo_endpoint",
                issuer() + "/person",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("ES256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, List<String>> asked =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        if (asks) {
            page(exchange, first(asked, "redirect_uri"), code, first(asked, "state"));
            return;
        }
        exchange.getResponseHeaders()
                .add("Location", first(asked, "redirect_uri") + "?code=" + code + "&state=" + first(asked, "state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void page(HttpExchange exchange, String back, String code, String state) throws IOException {
        byte[] page = """
                <!DOCTYPE html><title>The company's sign-in</title><h1>The company's sign-in</h1>
                <p>%s</p><form action="%s"><input type="hidden" name="code" value="%s">
                <input type="hidden" name="state" value="%s"><button>Continue</button></form>
                """.formatted(mail, back, code, state).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        try (exchange) {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, List<String>> said =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        @Nullable Map<String, List<String>> asked = codes.remove(first(said, "code"));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        boolean ours = asked != null
                && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && first(asked, "redirect_uri").equals(first(said, "redirect_uri"))
                && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(first(said, "code_verifier")))
                        .getValue()
                        .equals(first(asked, "code_challenge"));
        if (asked != null && ours) {
            json(
                    exchange,
                    200,
                    Map.of(
                            "access_token", "of no use",
                            "token_type", "Bearer",
                            "id_token", signed(first(asked, "nonce"))));
        } else {
            json(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name).getFirst();
    }

    private String signed(String nonce) {
        Date now = Date.from(Instant.now());
        JWTClaimsSet said = claims.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject(mail)
                        .issueTime(now)
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("auth_time", Instant.now().getEpochSecond())
                        .claim("nonce", nonce)
                        .claim("email", mail)
                        .claim("email_verified", true))
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), said);
            token.sign(new ECDSASigner(signing));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> body) {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What the provider would answer a browser that comes to an address. */
    static URI sentBack(java.net.http.HttpClient client, String address) throws IOException, InterruptedException {
        return URI.create(client.send(
                        java.net.http.HttpRequest.newBuilder(URI.create(address))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
