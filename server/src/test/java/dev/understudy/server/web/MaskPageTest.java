package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever answers for data protection reads how a copy was masked. */
@Timeout(60)
final class MaskPageTest {

    private static final String STAGING = "/projects/acme/environments/staging";
    private static final String PRODUCTION = "/projects/acme/environments/production";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void whatBecameOfWhichColumnAndWhatTheProofFoundIsTold() throws Exception {
        Browser ana = visits.of("ana");
        assertThat(ana.get(STAGING).body()).contains(STAGING + "/mask");

        assertThat(ana.get(STAGING + "/mask").body())
                .contains("4711abcd", "310 names and addresses and 40 numbers", "5,000 texts and 20 files", "nothing")
                .contains("res_partner.comment (2)", "ir_logging")
                .contains("names: 1", "a rule for its model: 1", "unsure, so it was masked: 1")
                .contains("<td>x_visit.remark</td><td>texts</td><td>unsure, so it was masked</td>");
    }

    @Test
    void aCopyThatWasNotMaskedSaysSoAndNobodyIsToldOfWhatIsNotThere() throws Exception {
        Browser ana = visits.of("ana");
        assertThat(ana.get(PRODUCTION).body()).doesNotContain(PRODUCTION + "/mask");

        HttpResponse<String> plain = ana.get(PRODUCTION + "/mask");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).contains("It was not masked");
        assertThat(ana.get("/projects/acme/environments/nowhere/mask").statusCode())
                .isEqualTo(404);
    }
}
