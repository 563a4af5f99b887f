package dev.understudy.server.hooks;

import dev.understudy.model.fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells another program one thing, signed, and follows it nowhere. */
final class Teller {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int GOOD = 2;
    private static final int MOST_READ = 4096;

    /** One for all projects: each has a thread of its own. It keeps nothing of whom it told. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * What came of it.
     *
     * @param said what was answered, or what hindered it
     */
    record Answer(boolean arrived, String said) {}

    Answer tell(Hook hook, String secret, HookBook.Due due, Instant now) {
        try {
            URI uri = Destination.of(hook.address(), hook.nearby());
            Destination.check(uri, hook.nearby());
            String body = due.message().body();
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            below(uri, due.message().target()))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Understudy")
                    .POST(BodyPublishers.ofString(body));
            Optional<Forge> forge = hook.statuses().map(Hook.Statuses::forge);
            forge.ifPresentOrElse(one -> one.show(request, secret), () -> sign(request, secret, due, now));
            HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            int status = answer.statusCode();
            String said;
            try (InputStream read = answer.body()) {
                said = new String(read.readNBytes(MOST_READ), StandardCharsets.UTF_8);
            }
            boolean arrived = status / 100 == GOOD
                    || forge.filter(one -> one.knows(status, said)).isPresent();
            return new Answer(arrived, "HTTP " + status);
        } catch (FaultException refused) {
            return new Answer(false, String.valueOf(refused.getMessage()));
        } catch (IOException failure) {
            return new Answer(false, why(failure));
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        }
    }

    /** In words that an administrator of networks would use; the exceptions of a client often have none. */
    private static String why(IOException failure) {
        return switch (failure) {
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException unreachable -> "no connection" + detail(unreachable);
            case SSLException untrusted -> "no TLS" + detail(untrusted);
            default -> failure.getClass().getSimpleName() + detail(failure);
        };
    }

    private static String detail(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message;
    }

    private static URI below(URI uri, String target) {
        return target.isEmpty() ? uri : URI.create(uri.toString().replaceFirst("/+$", "") + target);
    }

    private static void sign(HttpRequest.Builder request, String secret, HookBook.Due due, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        byte[] signed = (time + "." + due.message().body()).getBytes(StandardCharsets.UTF_8);
        request.header("Understudy-Event", due.kind())
                .header("Understudy-Delivery", due.event())
                .header("Understudy-Time", time)
                .header("Understudy-Signature", "sha256=" + Signature.of(secret, signed));
    }
}
