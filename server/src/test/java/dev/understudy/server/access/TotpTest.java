package dev.understudy.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes as RFC 6238 has them. */
final class TotpTest {

    private final Totp totp = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** Appendix B, the rows of SHA-1, their last six digits. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void theCodesAreThoseOfTheStandard(long at, String code) {
        assertThat(totp.code(Instant.ofEpochSecond(at))).isEqualTo(code);
        assertThat(totp.step(code, Instant.ofEpochSecond(at))).hasValue(at / 30);
    }

    @Test
    void aClockMayBeOffByOneStepAndNotByTwo() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        String code = totp.code(now);

        assertThat(totp.step(code, now.plusSeconds(30))).isPresent();
        assertThat(totp.step(code, now.minusSeconds(30))).isPresent();
        assertThat(totp.step(code, now.plusSeconds(60))).isEmpty();
        assertThat(totp.step(code, now.minusSeconds(60))).isEmpty();
        assertThat(totp.step("", now)).isEmpty();
    }

    /** As {@code base32} of coreutils writes it. */
    @Test
    void aSecretIsTypedInBase32() {
        assertThat(totp.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(totp.link("acme", "ana"))
                .isEqualTo("otpauth://totp/Understudy%20acme:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Understudy%20acme");
    }
}
