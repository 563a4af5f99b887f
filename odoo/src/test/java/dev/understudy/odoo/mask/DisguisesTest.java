package dev.understudy.odoo.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts are that look like others. */
class DisguisesTest {

    private static final int MANY = 100_000;

    private final Random random = new Random(19);
    private final Entities entities = new Entities();

    @BeforeEach
    void peopleOfShortNames() {
        for (String first : List.of("Li", "Wu", "Xu", "Ma", "Bo", "Jo", "Ed", "Al", "Lu", "Vi", "Ti", "Cy")) {
            for (String last : List.of("Ho", "Yu", "Oz", "Re", "Sy", "Ng", "Le", "Fa", "Po", "Ito", "Ana", "Roca")) {
                entities.add(first + " " + last);
            }
        }
    }

    @Test
    void numbersTokensAndChecksumsAreNobodysNames() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] drawn = new byte[20];
            random.nextBytes(drawn);
            for (String text : List.of(
                    "<" + digits(15) + "." + digits(10) + "@mail.acme.example>",
                    "+34" + digits(9),
                    HexFormat.of().formatHex(drawn),
                    Base64.getUrlEncoder().encodeToString(drawn))) {
                if (Disguises.of(text).stream()
                        .anyMatch(other -> !entities.in(other).isEmpty())) {
                    found.add(text);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bo Roca lives here",
                "Böse Bo Roca, Núñez",
                "{\"who\": \"Bo Roca\"}",
                "bo.roca@acme.example",
                "Paca Bo Roca",
            })
    void aNameIsFoundHoweverItIsPacked(String text) {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
            byte[] bytes = text.getBytes(charset);
            for (String packed : List.of(
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes),
                    "0x" + HexFormat.of().withUpperCase().formatHex(bytes))) {
                assertThat(Disguises.of(packed))
                        .as("%s of %s", packed, charset)
                        .anyMatch(other -> !entities.in(other).isEmpty());
            }
        }
    }

    /** Each of its letters is two digits. */
    @Test
    void aNameWhoseBytesAreDigitsAloneIsFound() {
        entities.add("Pepi Yedras");
        String packed = HexFormat.of().formatHex("Pepi Yedras".getBytes(StandardCharsets.UTF_8));
        assertThat(packed).containsOnlyDigits();

        assertThat(Disguises.of(packed)).anyMatch(other -> !entities.in(other).isEmpty());
    }

    /** As the number of a mail or an order: among millions a few say what somebody is called. */
    @Test
    void aNumberOfUsualLengthIsNobodysName() {
        entities.add("Pepiyed");
        String number = HexFormat.of().formatHex("Pepiyed".getBytes(StandardCharsets.UTF_8));

        assertThat(number).containsOnlyDigits().hasSize(14);
        assertThat(Disguises.of(number)).noneMatch(other -> !entities.in(other).isEmpty());
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
