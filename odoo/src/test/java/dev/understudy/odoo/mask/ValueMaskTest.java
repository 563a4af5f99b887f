package dev.understudy.odoo.mask;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueMaskTest {

    private final Entities entities = new Entities();
    private final ValueMask mask = mask("the key of one project, 32 bytes");

    @BeforeEach
    void people() {
        entities.known().vocabulary("order customer invoice please send the");
        entities.kept().add("Ana Tester");
        entities.addAll("María Pérez Gómez");
        entities.addAll("Deco Addict S.L.");
        entities.addAll("maria.perez@deco.example");
        entities.addAll("+34 600 123 456");
    }

    private ValueMask mask(String key) {
        return new ValueMask(new MaskKey(key.getBytes(StandardCharsets.UTF_8)), entities);
    }

    private String as(Kind kind, String value) {
        return requireNonNull(mask.of(kind, value, false));
    }

    @Test
    void aPersonHasOneNameEverywhere() {
        String name = as(Kind.NAME, "María Pérez Gómez");

        assertThat(as(Kind.NAME, "Deco Addict S.L., María Pérez Gómez")).endsWith(", " + name);
        assertThat(as(Kind.TEXT, "please call María Pérez Gómez now")).contains(name);
        assertThat(as(Kind.HTML, "<p>Dear <b>María Pérez Gómez</b>,</p>")).contains("<b>" + name + "</b>");
        assertThat(as(Kind.EMAIL, "\"María Pérez Gómez\" <maria.perez@deco.example>"))
                .isEqualTo("\"" + name + "\" <" + as(Kind.EMAIL, "Maria.Perez@Deco.example") + ">");
        assertThat(as(Kind.SCRUB, "Desk of María Pérez Gómez")).isEqualTo("Desk of " + name);
    }

    @Test
    void anotherProjectHasOtherNames() {
        assertThat(mask("the key of another project, here").of(Kind.NAME, "María Pérez Gómez", false))
                .isNotEqualTo(as(Kind.NAME, "María Pérez Gómez"));
    }

    /** Whoever has millions of mails and of customers would have a few. */
    @Test
    void anAddressThatIsDrawnIsNobodysName() {
        String id = "<20260203.4711@mail.acme.example>";
        String made = as(Kind.EMAIL, id);
        entities.addAll(made.replaceFirst("^.*\\.([a-z2-7]+)@.*$", "$1"));
        entities.addAll(made.replaceFirst("^.*@(.+)\\.invalid>$", "$1"));
        assertThat(entities.in(made)).hasSize(2);

        String other = requireNonNull(mask("the key of one project, 32 bytes").of(Kind.EMAIL, id, false));

        assertThat(entities.in(other)).isEmpty();
        assertThat(other).endsWith(".invalid>");
    }

    @Test
    void aTesterKeepsHisName() {
        assertThat(as(Kind.NAME, "Deco Addict S.L., Ana Tester")).endsWith(", Ana Tester");
    }

    /** As that of a company that is called as many people are. */
    @Test
    void aNameThatIsKeptIsMaskedAsAPartOfAnothers() {
        entities.kept().add("Navarro");
        entities.addAll("Pilar Navarro");

        String name = as(Kind.NAME, "Pilar Navarro");

        assertThat(name).doesNotContain("Navarro");
        assertThat(as(Kind.SCRUB, "Navarro to Pilar Navarro")).isEqualTo("Navarro to " + name);
        assertThat(as(Kind.NAME, "Navarro, Pilar Navarro")).isEqualTo("Navarro, " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Γιώργος Παπαδόπουλος", "Иван Петров", "田中太郎", "김철수", "Łukasz Żak", "Ñandú"})
    void aNameKeepsItsAlphabet(String name) {
        String masked = as(Kind.NAME, name);

        assertThat(masked).isNotEqualTo(name);
        assertThat(Alphabet.of(masked)).isEqualTo(Alphabet.of(name));
    }

    @Test
    void nothingIsDeliveredToAMaskedAddress() {
        assertThat(as(Kind.EMAIL, "maria.perez@deco.example")).matches("[a-z0-9.]+@[a-z0-9]+\\.invalid");
    }

    @Test
    void aPhoneKeepsItsCountryAndIsTheSameInAllItsForms() {
        String masked = as(Kind.PHONE, "+34 600 123 456");

        assertThat(masked).matches("\\+34 60\\d \\d{3} \\d{3}").isNotEqualTo("+34 600 123 456");
        assertThat(as(Kind.PHONE, "+34600123456")).isEqualTo(masked.replace(" ", ""));
        assertThat(as(Kind.PHONE, "600 12 34 56").replace(" ", ""))
                .isEqualTo(masked.replace(" ", "").substring(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES91 2100 0418 4502 0005 1332", "DE89370400440532013000", "GB82WEST12345698765432"})
    void anAccountHasRightCheckDigits(String iban) {
        String masked = as(Kind.IBAN, iban);
        String compact = masked.replace(" ", "");
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));

        assertThat(masked).isNotEqualTo(iban).hasSameSizeAs(iban).startsWith(iban.substring(0, 2));
        assertThat(new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)))
                .isEqualTo(BigInteger.ONE);
        assertThat(as(Kind.IBAN, iban.replace(" ", ""))).isEqualTo(compact);
    }

    /** By hand: the letter of 12345678 is Z; 403019261 and 0403019261 are the numbers that Belgium's own page explains. */
    @ParameterizedTest
    @CsvSource({
        "ES12345678Z, ES[0-9]{8}[A-Z]",
        "FR40303265045, FR[0-9]{11}",
        "BE0403019261, BE0[0-9]{9}",
        "DE136695976, DE[0-9]{9}"
    })
    void aTaxNumberKeepsItsForm(String number, String form) {
        assertThat(as(Kind.VAT, number)).isNotEqualTo(number).matches(form);
    }

    @Test
    void anItalianNumberKeepsItsOffice() {
        assertThat(as(Kind.VAT, "IT00743110157")).matches("IT[0-9]{7}015[0-9]").isNotEqualTo("IT00743110157");
    }

    @Test
    void aSpanishIdentityHasTheLetterOfItsDigits() {
        String masked = as(Kind.VAT, "ES12345678Z");
        int digits = Integer.parseInt(masked.substring(2, 10));

        assertThat(masked.charAt(10)).isEqualTo("TRWAGMYFPDXBNJZSQVHLCKE".charAt(digits % 23));
    }

    @Test
    void aBelgianNumberEndsInItsRemainder() {
        String masked = as(Kind.VAT, "BE0403019261").substring(2);

        assertThat(97 - Long.parseLong(masked.substring(0, 8)) % 97).isEqualTo(Long.parseLong(masked.substring(8)));
    }

    @Test
    void digitsArePermuted() {
        MaskKey key = new MaskKey("the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8));
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(key.digits("%04d".formatted(i)));
        }
        assertThat(made).hasSize(10_000).allMatch(digits -> digits.matches("[0-9]{4}"));
    }

    @Test
    void aTextSaysNothingAndKeepsItsLengthAndNumbers() {
        String masked = as(Kind.TEXT, "The customer of S00012 owes 120.50 since 14 May.");

        assertThat(masked).contains("S00012").contains("120.50").doesNotContain("customer", "owes", "May");
        assertThat(masked.length()).isBetween(40, 60);
    }

    @Test
    void markupStaysAndWhatIsReadInItGoes() {
        String masked = as(
                Kind.HTML,
                "<!-- Deco Addict --><p class=\"o_x\" title='Pérez'>Mail <a href=\"mailto:maria.perez@deco.example\">"
                        + "her</a> <a href='/odoo/res.partner/7' data-oe-id=\"7\" data-oe-model=\"res.partner\">M</a>"
                        + "<img src=\"data:image/png;base64,TWFyaWEgUGVyZXo=\" alt=\"Maria\"><script>var who='Pérez'</script><b>unclosed");

        assertThat(masked)
                .contains(
                        "<p class=\"o_x\" title='",
                        "href='/odoo/res.partner/7'",
                        "data-oe-id=\"7\"",
                        "mailto:",
                        ".invalid",
                        "<b>")
                .doesNotContain("Pérez", "Maria", "maria", "Deco", "TWFyaWEg", "deco.example");
    }

    @Test
    void classesAndIdentifiersThatTellANameGo() {
        assertThat(as(
                        Kind.HTML,
                        "<p class=\"o_x by-gomez\" id=\"maria\" data-who=\"Xaver\"><i class=\"o_x\">a</i></p>"))
                .startsWith("<p class=\"\" id=\"\" data-who=\"")
                .contains("<i class=\"o_x\">")
                .doesNotContain("Xaver");
    }

    @Test
    void whatHidesSomebodyInATextThatStaysGoes() {
        assertThat(as(Kind.SCRUB, "key TWFyw61hIFDDqXJleiBHw7NtZXo= of q=Mar%C3%ADa+P%C3%A9rez+G%C3%B3mez, 12.50"))
                .matches("key x+ of x+, 12\\.50");
        assertThat(as(Kind.SCRUB, "Call Mar\u00ad\u00eda P\u00e9rez\u200b G\u00f3mez"))
                .startsWith("Call ")
                .doesNotContain("rez", "mez");
    }

    @Test
    void thePartsOfARowAreMaskedEachAsItIs() {
        Shape shape = new Shape.Several(
                List.of(Shape.of("text"), Shape.of("date"), Shape.of("integer"), Shape.of("character varying(4)[]")));

        String masked = requireNonNull(mask.of(
                Kind.TEXT, "(\"Mar\u00eda \"\"P\u00e9rez\"\", (G\u00f3mez)\",1984-05-12,7,\"{Gómez,NULL}\")", shape));

        assertThat(masked)
                .matches(
                        "\\(\"[^\"]+\\\\\"[^\"]+\\\\\", \\([^)]+\\)\",\"198\\d-\\d\\d-\\d\\d\",\"7\",\"\\{.+,NULL}\"\\)")
                .doesNotContain("rez", "mez", "1984-05-12");
    }

    @Test
    void lettersThatHtmlWritesAsEntitiesAreRead() {
        assertThat(as(Kind.HTML, "<p>Mar&iacute;a P&eacute;rez G&#243;mez &amp; co</p>"))
                .doesNotContain("acute", "Mar", "mez")
                .contains("&amp;");
    }

    @Test
    void whatStandsBetweenTheWordsOfANameStays() {
        assertThat(as(Kind.SCRUB, "<p>Mar&iacute;a&nbsp;<b>P&eacute;rez</b> G&oacute;mez &amp; co</p>"))
                .matches("<p>\\w+&nbsp;<b>\\w+</b> \\w+ &amp; co</p>".replace("\\w", "[^<>& ]"))
                .doesNotContain("Mar", "rez", "mez");
        assertThat(as(Kind.SCRUB, "<i>+34&nbsp;600&nbsp;123&nbsp;456</i>"))
                .matches("<i>\\+34&nbsp;60\\d&nbsp;\\d{3}&nbsp;\\d{3}</i>")
                .doesNotContain("123&nbsp;456");
    }

    /** Of nobody who is known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>+45&nbsp;20&nbsp;30&nbsp;40&nbsp;51</p>",
                "<p>+45&nbsp;20&#160;30&nbsp;40&nbsp;51</p>",
                "<p>20–30–40–51</p>",
                "<p>20 - 30 - 40 - 51</p>",
                "<p>20·30·40·51</p>"
            })
    void aPhoneInALetterIsAnotherHoweverItIsGrouped(String letter) {
        assertThat(as(Kind.HTML, letter)).doesNotContain("40&nbsp;51", "40–51", "40 - 51", "40·51");
    }

    @Test
    void twoPhonesAndALongNumberHaveNothingLeft() {
        assertThat(as(Kind.PHONE, "644 555 666/933 222 111"))
                .isEqualTo(as(Kind.PHONE, "644 555 666") + "/" + as(Kind.PHONE, "933 222 111"));
        assertThat(as(Kind.TEXT, "4556 7375 8689 9855")).doesNotStartWith("4556 7375");
    }

    @Test
    void translationsStayTranslations() {
        assertThat(mask.of(Kind.TEXT, "{\"en_US\": \"Desk\", \"es_ES\": \"Mesa de María\"}", true))
                .startsWith("{\"en_US\":\"")
                .contains("\"es_ES\":\"")
                .doesNotContain("Desk", "Mesa", "María");
    }

    @Test
    void aKeyOfJsonThatNamesSomebodyGoes() {
        assertThat(mask.of(
                        Kind.TEXT,
                        "{\"maria.perez@deco.example\": 1, \"amount\": 12.50, \"phone\": 34600123456}",
                        true))
                .doesNotContain("maria", "600123456")
                .contains("\"amount\":12.50");
    }

    @Test
    void whatMustBeUniqueIs() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            made.add(String.valueOf(mask.unique(
                    Kind.EMAIL, "u" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + i / 676, false)));
        }
        assertThat(made).hasSize(2_000);
    }

    @Test
    void aBirthdayIsAnotherDayNearIt() {
        assertThat(as(Kind.BIRTHDAY, "1984-05-12"))
                .matches("198[2-6]-\\d\\d-\\d\\d")
                .isNotEqualTo("1984-05-12");
    }

    @Test
    void noMaskedWordIsSomebodysName() {
        for (int i = 0; i < 500; i++) {
            entities.addAll(as(Kind.NAME, "Person" + i + "x"));
        }
        ValueMask later = mask("the key of one project, 32 bytes");
        for (int i = 0; i < 500; i++) {
            assertThat(entities.in(requireNonNull(later.of(Kind.NAME, "Person" + i + "x", false))))
                    .isEmpty();
        }
    }

    /** The proof looks at every run of groups: a copy is not refused for digits that were drawn. */
    @ParameterizedTest
    @CsvSource({
        "PHONE, +34 699 345 678, 11",
        "EMAIL, 1764543210.9876543@mail.shop.example, 0",
        "TEXT, Call 699 345 678 or 699 345 679, 0",
        "VAT, ESB 7654 3210, 0",
        "TOKEN, 7654321-7654, 0"
    })
    void digitsThatWereDrawnAreNobodysInAnyPart(Kind kind, String value, int letters) {
        String drawn = as(kind, value);
        entities.known().add(letters == 0 ? drawn : drawn.substring(0, letters));

        String masked = requireNonNull(mask("the key of one project, 32 bytes").of(kind, value, false));

        assertThat(masked).isNotEqualTo(drawn);
        assertThat(entities.known().in(masked)).filteredOn(Known.Hit::number).isEmpty();
    }
}
