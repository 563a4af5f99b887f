package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A staging on real Odoo 19 that nobody uses sleeps, and wakes for who asks for it and for a run. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(1200)
class SleepIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final SampleProduction sample;

    SleepIT(SampleProduction sample) {
        this.sample = sample;
    }

    private EnvironmentView asleep() {
        return Await.until(
                PATIENCE,
                () -> sample.api().environment(STAGING),
                one -> one.status().equals("asleep"));
    }

    @Test
    void aCopyThatNobodyUsesSleepsAndTheFirstRequestWakesIt() throws Exception {
        sample.describe("    sleep: 1m\n");
        RunView made = sample.api().perform(STAGING, "create", Map.of());
        assertThat(made.status()).as(sample.api().told(made)).isEqualTo("succeeded");

        EnvironmentView resting = asleep();
        assertThat(resting.instances()).noneMatch(EnvironmentView.InstanceView::running);
        assertThat(sample.production().status()).isEqualTo("running");

        HttpRequest page = HttpRequest.newBuilder(URI.create(
                        Objects.requireNonNull(resting.url()).replaceFirst("^http://[^:/]+", "http://127.0.0.1")
                                + "/web/login"))
                .build();
        long began = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(page, BodyHandlers.ofString());
            System.out.println("SleepIT: awake after "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("name=\"password\"");
        }
        assertThat(sample.api().environment(STAGING).status()).isEqualTo("running");

        asleep();
        RunView snapshot = sample.api().perform(STAGING, "snapshot", Map.of());
        assertThat(snapshot.status()).as(sample.api().told(snapshot)).isEqualTo("succeeded");
        assertThat(sample.production().name()).isEqualTo(PRODUCTION);
    }
}
