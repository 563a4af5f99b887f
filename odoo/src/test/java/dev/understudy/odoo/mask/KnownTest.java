package dev.understudy.odoo.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTest {

    private final Known known = new Known();

    @BeforeEach
    void people() {
        known.vocabulary("delivery address mark as done customer");
        known.add("María Pérez");
        known.add("Anna");
        known.add("田中太郎");
        known.add("maria.perez@deco.example");
        known.add("+34 600 123 456");
        known.add("ES91 2100 0418 4502 0005 1332");
        known.add("Γιώργος Παπαδόπουλος");
        known.add("Søren Strauß");
        known.add("Łukasz Yıldız");
        known.add("Sinéad O'Brannigan");
        known.add("Krummel & Wesselmann");
        known.add("911 222 333/644 555 666");
        known.add("+45 20 30 40 51");
        known.add("22 33 44 55");
        known.add("Talleres Moncayo S.L.");
    }

    @Test
    void twoShortWordsAreNotAWordOfAProgram() {
        known.add("Da Ta");
        known.add("Li Ne");

        assertThat(known.in("<p data-o-mail-quote=\"1\">a line</p>")).isEmpty();
        assertThat(known.in("asked by Da Ta")).hasSize(1);
        assertThat(known.in("LI-NE")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call MARIA PEREZ!",
                "maria_perez.pdf",
                "María-Pérez",
                "Mari\u0301a Pe\u0301rez",
                "mariaperez",
                "for Anna.",
                "請問田中太郎様",
                "Maria.Perez@DECO.example",
                "tel 600-123-456",
                "0034600123456",
                "(+34) 600 12 34 56",
                "ES9121000418450200051332",
                "12 600123456",
                "600–123–456",
                "600\u2009123\u2011456",
                "644555666",
                "911 22 23 33",
                "34 - 600 - 123 - 456",
                "ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ",
                "SOREN STRAUSS",
                "Lukasz YILDIZ",
                "ＭａｒｉａＰｅｒｅｚ",
                "Pérez, María",
                "PÉREZ María",
                "to O'Brannigan Sinead",
                "M. Pérez",
                "Pérez, M.",
                "S. O'Brannigan",
                "600,123,456",
                "+34,600,123,456",
                "600, 123, 456",
                "[600] 123.456",
                "(+34) (600) 123456",
                "600_123_456",
                "600 . 123 . 456",
                "20 30 40 51",
                "020304051",
                "+45 22334455",
                "0045 22 33 44 55"
            })
    void isFoundHoweverItIsWritten(String text) {
        assertThat(known.in(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hannah",
                "Joanna",
                "Maria and Perez",
                "anna_views.xml",
                "600 123 457",
                "600 <td>123</td> <td>456</td>",
                "S00012",
                "2026-11-30",
                "Delivery address",
                "M Pérez",
                "A. Pérez",
                "m.perez()",
                "Bodegas Garraf S.L.",
                "T. L. Moncayo",
                "600,123,457",
                "520304052"
            })
    void isNotFoundWhereItDoesNotStand(String text) {
        assertThat(known.in(text)).isEmpty();
    }

    @Test
    void aNumberIsNotPartedByWhatIsNoBlank() {
        assertThat(Disguises.of("600&euro;123&euro;456 or 600<br>123<br>456"))
                .allSatisfy(other -> assertThat(known.in(other)).isEmpty());
    }

    @Test
    void nobodyIsNamedByEverybodysWordsAlone() {
        assertThat(known.add("Delivery Address")).isFalse();
        assertThat(known.add("Mark")).isFalse();
        assertThat(known.add("Li")).isFalse();
    }

    @Test
    void aLongNameIsFoundToItsEnd() {
        String name = "Comunidad de Propietarios de la Calle del Olvido Hermanos Quintanilla Sotomayor";
        known.add(name);

        assertThat(known.in("for " + name)).containsExactly(new Known.Hit(4, 4 + name.length(), false));
    }

    @Test
    void manyNamesAreToldApart() {
        Known many = new Known();
        for (int i = 0; i < 100_000; i++) {
            many.add("Person" + i + " Surname" + i * 7);
        }
        assertThat(many.in("Person99999 Surname" + 99_999 * 7)).hasSize(1);
        assertThat(many.in("Person99999 Surname1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TWFyw61hIFDDqXJleiB3YXMgaGVyZQ==",
                "q=Mar%C3%ADa%20P%C3%A9rez",
                "{\"n\": \"Mar\\u00eda P\\u00e9rez\"}",
                "Mar&iacute;a P&#233;rez",
                "Mar&iacute;a&nbsp;P&#233;rez",
                "S&oslash;ren Strau&szlig;",
                "Sin&eacute;ad O&#39;Brannigan",
                "<td>Krummel &amp; <b>Wesselmann</b></td>",
                "<p>+34&nbsp;600&nbsp;123&#160;456</p>",
                "TWFyw61hIFDDqXJl\r\neiB3YXMgaGVyZQ==",
                "bm90ZXMgb24gTWFyaWEg\n  UGVyZXogYW5kIG90aGVy\n  cw==",
                "/9j/x/TWFyw61hIFDDqXJleiB3YXMgaGVyZQ",
                "TQBhAHIAaQBhACAAUABlAHIAZQB6AA==",
                "4d6172c3ad612050c3a972657a",
                "\\x4d6172c3ad612050c3a972657a",
                "{\"a\": \"{\\\"n\\\": \\\"Mar\\\\u00eda P\\\\u00e9rez\\\"}\"}",
                "{\"n\": \"María\\nPérez\"}",
                "Mar\\xc3\\xada P\\303\\251rez",
                "q=Mar%25C3%25ADa%2520P%25C3%25A9rez",
                "q=Mar%EDa%20P%E9rez",
                "Mar=C3=ADa P=C3=A9rez",
                "Mar=\r\n=C3=ADa P=\r\n=C3=A9rez",
                "=?utf-8?Q?Mar=C3=ADa_P?= =?utf-8?B?w6lyZXo=?=",
                "=?iso-8859-1?Q?Mar=EDa_P=E9rez?=",
                "Ma\u00adría Pé\u200brez",
                "Mar\u2060ía P\ufeffé\u00adrez",
                "600\u200b123\u200b456",
                "Mar&shy;&iacute;a P&eacute&#8203;rez",
                "Mar&amp;iacute;a P&amp;#233;rez",
                "<p>Mar<b>í</b>a P<span style=\"x\">ér</span>ez</p>",
                "𝐌𝐚𝐫𝐢𝐚 𝐏𝐞𝐫𝐞𝐳",
                "٦٠٠١٢٣٤٥٦",
                "６００１２３４５６",
                "PHA+TWFyJmlhY3V0ZTthIDxiPlA8L2I+JmVhY3V0ZTtyZXo8L3A+"
            })
    void isFoundInDisguise(String text) {
        assertThat(Disguises.of(text))
                .anySatisfy(other -> assertThat(known.in(other)).isNotEmpty());
    }

    @Test
    void aNameWithoutItsBlanksIsAWordThatNoOtherBecomes() {
        Known known = new Known();
        known.add("Piri Ro");

        assertThat(known.inAName(WordScanner.fingerprint("Piriro"))).isTrue();
        assertThat(known.inAName(WordScanner.fingerprint("Pirirol"))).isFalse();
    }

    /** Else every field that is called so would be somebody. */
    @Test
    void aNameThatIsEverybodysWordWithoutItsBlankIsFoundWithItAlone() {
        known.vocabulary("Date");
        known.add("Da Te");

        assertThat(known.in("create_date, Date")).isEmpty();
        assertThat(known.in("by Da Te")).hasSize(1);
    }
}
