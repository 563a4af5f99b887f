package dev.understudy.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A browser without screen and script: it keeps the cookies of a session and of a guest, and sends forms as a page of the service would. */
public final class Browser implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([0-9a-f]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private String session = "";
    private String link = "";

    /** Of a service on this machine. */
    public Browser(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /** Looks at a page. */
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    /** Hears a stream of events until it ends. */
    public String hear(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    }

    /** Sends a form. */
    public HttpResponse<String> post(String path, Map<String, String> members, String... headers)
            throws IOException, InterruptedException {
        return post(path, members.entrySet(), headers);
    }

    /** Sends a form that may have several members of one name. */
    public HttpResponse<String> post(String path, Collection<Map.Entry<String, String>> members, String... headers)
            throws IOException, InterruptedException {
        String body = members.stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a form with a file in it, as {@code multipart/form-data}. */
    HttpResponse<String> upload(String path, Map<String, String> members, String file, byte[] content)
            throws IOException, InterruptedException {
        String boundary = "------understudy";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> member : members.entrySet()) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + member.getKey()
                            + "\"\r\n\r\n" + member.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file
                        + "\"; filename=\"screen.png\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** Signs in by a key. */
    public HttpResponse<String> signIn(String person) throws IOException, InterruptedException {
        return post("/sign-in", Map.of("project", "acme", "person", person, "key", "usk-" + person));
    }

    /** What a form of the page must show. */
    public String formToken(String path) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(path).body());
        return token.find() ? token.group(1) : "";
    }

    public String session() {
        return session;
    }

    /** Goes on with a session, or with none. */
    public void session(String cookie) {
        session = cookie;
    }

    /** What a program asks of the API. */
    public static HttpResponse<String> api(int port, String method, String path, String body, String token)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        String cookies = Stream.of(session, link).filter(one -> !one.isEmpty()).collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request,
                told -> told.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                        ? new FirstPart()
                        : BodySubscribers.ofString(StandardCharsets.UTF_8));
        answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.matches("understudy-[0-9]+=.*"))
                .forEach(cookie -> session = cookie.substring(0, cookie.indexOf(';')));
        answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.matches("understudy-guest-[0-9]+=.*"))
                .forEach(cookie -> link = cookie.substring(0, cookie.indexOf(';')));
        return answer;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** A stream of events may go on for good: its beginning is enough to see that it was opened. */
    private static final class FirstPart implements BodySubscriber<String> {

        private final CompletableFuture<String> body = new CompletableFuture<>();
        private Flow.@Nullable Subscription opened;

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            opened = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            body.complete("opened");
            Objects.requireNonNull(opened).cancel();
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete("ended");
        }
    }
}
