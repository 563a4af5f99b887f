package dev.understudy.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReportDigestTest {

    private static final String REPORT = """
            {"release":"r3","runs":[{"id":"run-1","took":42},{"id":"run-2","took":null}],"whole":true,"seal":"5ea1"}""";

    private static String digest(String json) {
        return ReportDigest.of(JsonMapper.builder().build().readValue(json, Map.class));
    }

    @Test
    void howItIsWrittenMakesNoDifference() {
        assertThat(digest("""
                { "seal": "", "whole": true, "more": null,
                  "runs": [ { "took": 42, "id": "run-1" }, { "id": "run-2" } ], "release": "r3" }""")).isEqualTo(digest(REPORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r3|r4",
                "42|43",
                "true|false",
                "run-1|run-3",
                "\"took\"|\"tool\"",
                "null|0",
                "42|\"42\"",
                "[{|[{},{"
            })
    void whatItSaysDoes(String change) {
        String[] words = change.split("\\|", -1);
        assertThat(digest(REPORT.replace(words[0], words[1]))).isNotEqualTo(digest(REPORT));
    }
}
