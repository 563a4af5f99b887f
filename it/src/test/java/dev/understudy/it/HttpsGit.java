package dev.understudy.it;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Repositories over https, as git's own server gives them to ada alone, with a certificate of an authority that no machine
 * knows.
 */
final class HttpsGit implements AutoCloseable {

    static final Path BACKEND = Path.of("/usr/lib/git-core/git-http-backend");

    /** Name and password. */
    static final String LOGIN = "ada:s3cr3t";

    private static final String SECRET = "changeit";

    private final Path served;
    private final Path keys;
    private final HttpsServer server;

    /**
     * Serves.
     *
     * @param served the folder of the repositories
     * @param keys a folder for certificates
     */
    HttpsGit(Host host, Path served, Path keys) throws IOException {
        this.served = served;
        this.keys = Files.createDirectories(keys);
        certify(host);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", this::answer);
        server.start();
    }

    /** {@code 127.0.0.1:PORT}. */
    String place() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The certificate of its authority, in a file. */
    Path authority() {
        return keys.resolve("authority.pem");
    }

    private void certify(Host host) throws IOException {
        Files.writeString(keys.resolve("names"), "subjectAltName=IP:127.0.0.1\n");
        String script = """
                set -e
                new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                openssl req -x509 $new -keyout authority.key -out authority.pem -days 2 -subj "/CN=Acme authority"
                openssl req $new -keyout server.key -out server.csr -subj "/CN=127.0.0.1"
                openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 \\
                    -extfile names -out server.pem
                openssl pkcs12 -export -inkey server.key -in server.pem -out server.p12 -passout pass:changeit
                """;
        host.require(Command.of("bash", "-c", script).in(keys));
    }

    private SSLContext context() throws IOException {
        try (InputStream file = Files.newInputStream(keys.resolve("server.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, SECRET.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, SECRET.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers asked = exchange.getRequestHeaders();
            String wanted = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
            if (!wanted.equals(asked.getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"acme\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            ProcessBuilder builder = new ProcessBuilder(BACKEND.toString());
            Map<String, String> variables = builder.environment();
            variables.putAll(Map.of(
                    "GIT_PROJECT_ROOT", served.toString(),
                    "GIT_HTTP_EXPORT_ALL", "1",
                    "REQUEST_METHOD", exchange.getRequestMethod(),
                    "PATH_INFO", exchange.getRequestURI().getPath(),
                    "QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery())));
            take(asked, "Content-Type", variables, "CONTENT_TYPE");
            take(asked, "Content-Encoding", variables, "HTTP_CONTENT_ENCODING");
            take(asked, "Git-Protocol", variables, "GIT_PROTOCOL");
            Process backend = builder.start();
            try (var in = backend.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            send(exchange, backend.getInputStream().readAllBytes());
        }
    }

    private static void take(Headers asked, String header, Map<String, String> variables, String variable) {
        if (asked.containsKey(header)) {
            variables.put(variable, asked.getFirst(header));
        }
    }

    /** A CGI's answer: lines of headers, an empty one, and the rest. */
    private static void send(HttpExchange exchange, byte[] said) throws IOException {
        String text = new String(said, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String line : text.substring(0, end).split("\r\n", -1)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        int begin = end + 4;
        exchange.sendResponseHeaders(status, said.length == begin ? -1 : said.length - begin);
        exchange.getResponseBody().write(said, begin, said.length - begin);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
