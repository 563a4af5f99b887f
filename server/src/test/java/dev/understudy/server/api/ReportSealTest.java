package dev.understudy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.evidence.ReportDigest;
import dev.understudy.model.view.ReportView;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportSealTest {

    @Test
    void whatIsSealedIsWhatTheApiGives() {
        ReportView report = new FakePractice(_ -> {
                    throw new IllegalStateException("nothing is performed");
                })
                .report("r1", Locale.ENGLISH);

        String sealed = ReportDigest.of(JsonMapper.builder().build().convertValue(report.sealed(""), Map.class));

        assertThat(ReportDigest.of(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(report), Map.class)))
                .isEqualTo(sealed);
    }
}
