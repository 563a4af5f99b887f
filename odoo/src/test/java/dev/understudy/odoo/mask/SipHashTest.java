package dev.understudy.odoo.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors of its authors: the key 00 to 0f, the input 00, 01, 02 and so on. */
class SipHashTest {

    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @ParameterizedTest
    @CsvSource({"0, 726fdb47dd0e0e31", "2, 0d6c8009d9a94f5a", "4, cf2794e0277187b7", "8, 93f5f5799a932462"})
    void isThatOfItsAuthors(int length, String expected) {
        byte[] input = new byte[length];
        for (int i = 0; i < length; i++) {
            input[i] = (byte) i;
        }

        assertThat(hash.of(new String(input, StandardCharsets.UTF_16LE)))
                .isEqualTo(Long.parseUnsignedLong(expected, 16));
    }

    @Test
    void twoNumbersAreTheTextOfTheirBytes() {
        String text = "in bytes";
        long first = 0;
        long second = 0;
        for (int i = 0; i < 4; i++) {
            first |= (long) text.charAt(i) << (16 * i);
            second |= (long) text.charAt(i + 4) << (16 * i);
        }

        assertThat(hash.of(first, second)).isEqualTo(hash.of(text));
    }
}
