package dev.understudy.cli.client;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.ProblemView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API of the service of a home. On {@link HttpURLConnection}, which loads fewer classes than {@code java.net.http}:
 * each command is a process of its own. An answer is waited for as long as the service lives: on this machine the end of
 * its process ends the connection. Every method throws {@link ApiProblem} for an answer that is no success, and
 * {@code cli.service-not-running}, {@code cli.service-broke-off}, {@code cli.service-silent} and
 * {@code cli.token-unreadable}.
 */
public final class Client {

    /** After which one who waits is told so. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    /** A service whose listening socket is full answers nobody for so long; then it is asked anew. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration FOR_EVER = Duration.ZERO;

    private static final Set<String> PASSING =
            Set.of("engine.database-unreachable", "server.starting", "server.ending");

    private final Home home;
    private final Locale locale;
    private final String by;
    private final Time time;
    private final Runnable slow;
    private final String below;

    /**
     * @param locale the language of what the service says
     * @param by who asks, for the record
     * @param slow called when an answer is long in coming, and is still waited for
     */
    public Client(Home home, Locale locale, String by, Time time, Runnable slow) {
        this(home, locale, by, time, slow, "/api");
    }

    private Client(Home home, Locale locale, String by, Time time, Runnable slow, String below) {
        this.below = below;
        this.home = home;
        this.locale = locale;
        this.by = by;
        this.time = time;
        this.slow = slow;
    }

    /** The same service, asked for what is below one project's address. */
    public Client of(String project) {
        return new Client(home, locale, by, time, slow, below + "/projects/" + quote(project));
    }

    /** One element of a path, quoted. */
    public static String quote(String element) {
        return URLEncoder.encode(element, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The body of the answer. */
    public String get(String path) {
        return exchange("GET", path, null, Map.of());
    }

    /** The body of an answer that is no text. */
    public byte[] bytes(String path) {
        return exchanged("GET", path, null, Map.of());
    }

    /** Asks for something to be removed. */
    public void delete(String path) {
        exchange("DELETE", path, null, Map.of());
    }

    /** The body of the answer. */
    public String post(String path, Object body) {
        return exchange("POST", path, Json.of(body), Map.of());
    }

    /** The body of the answer to a request with more headers. */
    public String post(String path, Object body, Map<String, String> headers) {
        return exchange("POST", path, Json.of(body), headers);
    }

    /**
     * Sits down at a terminal that was opened.
     *
     * @param path of its socket
     * @param out where it is shown
     */
    public Line line(String path, OutputStream out) {
        URI address = URI.create(home.address().replaceFirst("^http", "ws") + below + path);
        try {
            return new Line(
                    address,
                    Map.of(
                            "Authorization",
                            "Bearer " + token(),
                            "Accept-Language",
                            locale.toLanguageTag(),
                            "Understudy-By",
                            by),
                    out);
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    /**
     * Hears a stream of events until it ends or the listener has enough.
     *
     * @param silence after which the stream is given up with {@code cli.service-silent}; the service writes something
     *     every ten seconds, when it can
     */
    public void events(String path, Duration silence, EventListener listener) {
        try {
            HttpURLConnection connection = open("GET", path, silence);
            connection.setRequestProperty("Accept", "text/event-stream");
            connect(connection);
            try (InputStream body = answer(connection);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                hear(lines, listener);
            } finally {
                connection.disconnect();
            }
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    /** Hears a stream of events for as long as the service lives, however long it is silent. */
    public void events(String path, EventListener listener) {
        events(path, FOR_EVER, listener);
    }

    /**
     * Whether an answer may come later: the service is away, is just starting or ending, or waits for its own database,
     * which it starts again by itself.
     */
    public static boolean passes(RuntimeException failure) {
        return switch (failure) {
            case FaultException fault -> fault.fault().code().startsWith("cli.service-");
            case ApiProblem problem -> PASSING.contains(problem.problem().code());
            default -> false;
        };
    }

    private static void hear(BufferedReader lines, EventListener listener) throws IOException {
        String event = "message";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && !listener.hear(event, line.substring("data: ".length()))) {
                return;
            }
        }
    }

    private String exchange(String method, String path, @Nullable String body, Map<String, String> headers) {
        return new String(exchanged(method, path, body, headers), StandardCharsets.UTF_8);
    }

    private byte[] exchanged(String method, String path, @Nullable String body, Map<String, String> headers) {
        try (Time.Alarm _ = time.after(SLOW, slow)) {
            HttpURLConnection connection = open(method, path, FOR_EVER);
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
            }
            connect(connection);
            if (body != null) {
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(StandardCharsets.UTF_8));
                }
            }
            try (InputStream answer = answer(connection)) {
                return answer.readAllBytes();
            }
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    private HttpURLConnection open(String method, String path, Duration patience) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(home.address() + below + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setRequestProperty("Authorization", "Bearer " + token());
        connection.setRequestProperty("Accept-Language", locale.toLanguageTag());
        connection.setRequestProperty("Understudy-By", by);
        return connection;
    }

    /** Nothing has been asked yet, so a full listening socket may be tried again. */
    private static void connect(HttpURLConnection connection) throws IOException {
        while (true) {
            try {
                connection.connect();
                return;
            } catch (SocketTimeoutException full) {
                if (Thread.currentThread().isInterrupted()) {
                    throw full;
                }
            }
        }
    }

    private InputStream answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 400) {
            return connection.getInputStream();
        }
        try (InputStream body = connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (!text.startsWith("{")) {
                throw Fault.failed("cli.answer-unreadable", "HTTP " + status).exception();
            }
            throw new ApiProblem(Json.read(text, ProblemView.class));
        }
    }

    private String token() {
        try {
            return Files.readString(home.token()).strip();
        } catch (NoSuchFileException never) {
            throw Fault.failed("cli.service-not-running", home.directory()).exception(never);
        } catch (IOException failure) {
            throw Fault.failed("cli.token-unreadable", home.token()).exception(failure);
        }
    }

    private FaultException fault(IOException failure) {
        return switch (failure) {
            case ConnectException _ ->
                Fault.failed("cli.service-not-running", home.directory()).exception(failure);
            case SocketTimeoutException _ -> Fault.failed("cli.service-silent").exception(failure);
            default -> Fault.failed("cli.service-broke-off", failure).exception(failure);
        };
    }

    /** Hears events. */
    @FunctionalInterface
    public interface EventListener {

        /** Whether to go on. */
        boolean hear(String event, String data);
    }
}
