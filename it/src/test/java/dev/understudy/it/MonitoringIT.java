package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a production on real Odoo 19 takes of the machine is seen within some minutes. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(900)
class MonitoringIT {

    private final SampleProduction sample;

    MonitoringIT(SampleProduction sample) {
        this.sample = sample;
    }

    @Test
    void whatProductionTakesIsSeen() {
        JsonNode point = Await.until(
                Duration.ofMinutes(6),
                () -> {
                    try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
                        odoo.searchRead("res.partner", List.of(), List.of("name", "email"));
                    }
                    JsonNode points = sample.api()
                            .get("/environments/production/monitoring?span=hour")
                            .json()
                            .path("points");
                    return points.valueStream()
                            .filter(one -> one.path("databaseBytes").isNumber()
                                    && one.path("busy").asDouble() > 0)
                            .findFirst()
                            .orElse(points);
                },
                JsonNode::isObject);
        System.out.println("MonitoringIT: " + point);
        assertThat(point.path("processors").asDouble()).isBetween(0.001, 16.0);
        assertThat(point.path("memory").asLong()).isBetween(50L << 20, 8L << 30);
        assertThat(point.path("connections").asInt()).isPositive();
        assertThat(point.path("databaseBytes").asLong()).isGreaterThan(20L << 20);
    }
}
