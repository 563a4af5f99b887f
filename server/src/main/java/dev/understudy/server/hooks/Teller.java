package dev.understudy.server.hooks;

import dev.understudy.model.fault.FaultException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells another program one thing, signed, and follows it nowhere. */
final class Teller {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int GOOD = 2;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What hindered it; empty when it was told. */
    Optional<String> tell(Hook hook, String secret, HookBook.Due due, Instant now) {
        try {
            URI uri = Destination.of(hook.address(), hook.nearby());
            Destination.check(uri, hook.nearby());
            String time = Long.toString(now.getEpochSecond());
            byte[] signed = (time + "." + due.body()).getBytes(StandardCharsets.UTF_8);
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(ANSWER)
                            .header("Content-Type", "application/json")
                            .header("User-Agent", "Understudy")
                            .header("Understudy-Event", due.kind())
                            .header("Understudy-Delivery", due.event())
                            .header("Understudy-Time", time)
                            .header("Understudy-Signature", "sha256=" + Signature.of(secret, signed))
                            .POST(BodyPublishers.ofString(due.body()))
                            .build(),
                    BodyHandlers.discarding());
            return answer.statusCode() / 100 == GOOD ? Optional.empty() : Optional.of("HTTP " + answer.statusCode());
        } catch (FaultException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        } catch (IOException failure) {
            return Optional.of(String.valueOf(failure));
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
