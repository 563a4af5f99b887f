package dev.understudy.model.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Reason;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.view.EnvironmentView.DatabaseView;
import dev.understudy.model.view.EnvironmentView.InstanceView;
import dev.understudy.model.view.EnvironmentView.PortsView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The JSON that the API and {@code --json} promise. */
class ViewJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final EnvironmentView STAGING = new EnvironmentView(
            "staging",
            "copy",
            EnvironmentStatus.RUNNING.word(),
            "http://127.0.0.1:8101",
            new DatabaseView("127.0.0.1", 8103, "acme"),
            "r1",
            true,
            true,
            false,
            false,
            List.of(),
            NOON,
            NOON,
            "reflink",
            new PortsView(8100, 8104),
            List.of(new InstanceView("staging-web-blue", "web", "blue", true, 4711L, "/var/log/odoo.log")),
            new EnvironmentView.Outside(
                    List.of(new EnvironmentView.Talker("acme_carrier", List.of("requests"), List.of("api_key"))),
                    List.of("sandbox.carrier.example:443")),
            List.of(new ProblemView(
                    "failed", 1, "edge.no-certificate", "", "No certificate.", "Let the name lead here.")),
            null);

    @Test
    void anEnvironmentSaysWhereItIsAndThatItIsHarmless() {
        JsonNode json = JSON.valueToTree(STAGING);

        assertThat(json.path("url").asString()).isEqualTo("http://127.0.0.1:8101");
        assertThat(json.path("status").asString()).isEqualTo("running");
        assertThat(json.at("/database/host").asString()).isEqualTo("127.0.0.1");
        assertThat(json.at("/database/port").asInt()).isEqualTo(8103);
        assertThat(json.at("/database/name").asString()).isEqualTo("acme");
        assertThat(json.path("release").asString()).isEqualTo("r1");
        assertThat(json.path("neutralized").asBoolean()).isTrue();
        assertThat(json.path("copiedAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(JSON.treeToValue(json, EnvironmentView.class)).isEqualTo(STAGING);
    }

    @Test
    void aReleaseSurvivesTheWayToTheCommandLine() {
        ReleaseView release = ReleaseView.of(
                new Release("r1", NOON, "ana", "debian:19.0.0", Map.of("sales", "4f2a")),
                new ReleaseChanges(
                        List.of(new ReleaseChanges.Commit("sales", "4f2a", "Ana", NOON, "Count parcels")),
                        List.of("Ana"),
                        new TreeSet<>(List.of("acme_sale")),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        List.of(),
                        new TreeSet<>(List.of("acme_more")),
                        ChangeClass.C,
                        List.of(Reason.of(Reason.Why.FIELD_ADDED, "sales", "a.py", 7, "sale.order.parcels"))),
                List.of("staging"),
                null);

        JsonNode json = JSON.valueToTree(release);

        assertThat(json.path("changeClass").asString()).isEqualTo("C");
        assertThat(json.at("/changes/reasons/0/why").asString()).isEqualTo("field-added");
        assertThat(JSON.treeToValue(json, ReleaseView.class)).isEqualTo(release);
    }

    @Test
    void aFaultIsToldInTheReadersLanguage() {
        ProblemView problem = ProblemView.of(
                Fault.usage("home.bad-port", "http").at("UNDERSTUDY_PORT"), FaultTexts.of(Locale.forLanguageTag("es")));

        assertThat(problem.exitCode()).isEqualTo(2);
        assertThat(problem.kind()).isEqualTo("usage");
        assertThat(problem.what()).isEqualTo("UNDERSTUDY_PORT es http, que no es un puerto.");
        assertThat(problem.mend()).isNotBlank();
    }
}
