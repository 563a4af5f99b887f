package dev.understudy.odoo.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked as bytes is what is masked as text, for whatever stands in it; and nothing known is passed over. */
class QuickMaskTest {

    private static final int TEXTS = 6_000;

    /** What mails are made of, and what they should not be made of. */
    private static final List<String> PARTS = List.of(
            "hello",
            "world",
            "Please",
            "CALL",
            "María",
            "Pérez",
            "Gómez",
            "Ana",
            "Tester",
            "ana tester",
            "Straße",
            "ªº",
            "naïve",
            "Ærø",
            "Łukasz",
            "x2",
            "A",
            "2026",
            "12.50",
            "INV/2026/0007",
            "SO00012",
            "abc123def",
            "600123456",
            "+34 600 12",
            " 34 56",
            "600<b>123</b>456",
            "ES91 2100 0418 4502 0005 1332",
            "maria.perez@deco.example",
            "a@b",
            "http://deco.example/x?y=1",
            "https:",
            "file.pdf",
            "photo.JPG",
            ".pdf",
            "a.b.c",
            "-",
            " - ",
            ", ",
            ": ",
            "\n",
            "\t",
            "\r\n",
            "\\",
            "\\u0041",
            "\u00a0",
            "&nbsp;",
            "&amp;",
            "&lt;",
            "&gt;",
            "&quot;",
            "&",
            "& ",
            "&eacute;",
            "&#233;",
            "&copy;",
            "<p>",
            "</p>",
            "<br/>",
            "<b>",
            "</b>",
            "<",
            "<3",
            "< p",
            "<p",
            "<div class=\"x\" style=\"margin:0px;color:#112233\">",
            "<a href=\"/mail/view?model=res.partner&amp;res_id=12\">",
            "<a href='mailto:maria.perez@deco.example' title=\"María Pérez\">",
            "<img src=\"data:image/png;base64,AAAA\">",
            "<span data-x=\"hello\">",
            "<span title=a>b>",
            "<!-- María -->",
            "<!--",
            "-->",
            "<style>p {}</style>",
            "<STYLE>x",
            "</Style >",
            "<script/>",
            "<!DOCTYPE html PUBLIC>",
            "<maría>",
            "<o:p>",
            "’",
            "“quoted”",
            "…",
            "–",
            "€",
            "•",
            "\u200b",
            "\u00ad",
            "ñandú",
            "Ñ",
            "Ελλάδα",
            "Иван",
            "田中",
            "😀",
            "e\u0301",
            "%C3%A9",
            "100%",
            "=",
            "TWFyw61hIFDDqXJleiBHw7NtZXo=",
            "data-o-mail-quote-of-someone",
            "_maría_",
            "acme_sale",
            "\"",
            "'",
            "(",
            ")",
            "mar\u00edaperezgomez",
            "MARIA PEREZ GOMEZ",
            "Deco Addict",
            "deco",
            "addict S.L.",
            "pellentesquesollicitudin",
            "3456",
            "0034",
            "Mar<b>ía</b>",
            "Pé<span class='x'>r</span>ez",
            "=\n",
            "=C3=AD",
            "Mar=C3=ADa",
            "&amp;eacute;",
            "4d6172c3ad612050c3a972657a",
            "&lt;b&gt;",
            "=?utf-8?Q?x?=",
            "TWFyw61h\nIFDDqXJl\n",
            ",",
            "M. Pérez Gómez",
            "M. Gómez",
            "Pérez Gómez M.",
            "600.123.456",
            "600 – 123 – 456");

    private final Random random = new Random(16);
    private final Entities entities = new Entities();
    private ValueMask mask;

    @BeforeEach
    void people() {
        entities.known().vocabulary("order customer invoice please send the");
        entities.kept().add("Ana Tester");
        entities.addAll("María Pérez Gómez");
        entities.addAll("Deco Addict S.L.");
        entities.addAll("maria.perez@deco.example");
        entities.addAll("+34 600 123 456");
        entities.addAll("12345678");
        mask = new ValueMask(new MaskKey(new byte[MaskKey.LENGTH]), entities);
    }

    private String drawn() {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(12);
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size()))).append(random.nextInt(3) > 0 ? " " : "");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT", "HTML", "SCRUB"})
    void isWhatIsMaskedAsText(String name) {
        Kind kind = Kind.valueOf(name);
        int quickly = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = drawn();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Utf8Text masked = new Utf8Text();
            if (mask.quickly(kind, bytes, 0, bytes.length, masked)) {
                quickly++;
                assertThat(masked.toString()).as(text).isEqualTo(mask.of(kind, text, false));
            }
        }
        assertThat(quickly).isGreaterThan(TEXTS / 20);
    }

    @Test
    void aGlancePassesNothingOverThatTheProofFinds() {
        int nothing = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = drawn();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean found = !entities.in(text).isEmpty()
                    || Disguises.of(text).stream()
                            .anyMatch(other -> !entities.in(other).isEmpty());
            boolean may = mask.mayHold(bytes, 0, bytes.length);
            assertThat(may || !found).as(text).isTrue();
            nothing += may ? 0 : 1;
        }
        assertThat(nothing).isGreaterThan(TEXTS / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class=\"MsoNormal\" style=\"margin-bottom:12.0pt\">Hello, world&nbsp;– it’s fine…<br></p>",
                "plain words, and 12.50 of them",
                "<a href=\"/mail/view?model=sale.order&amp;res_id=12345\" target=\"_blank\">See it</a>"
            })
    void whatMailsAreMadeOfIsDoneQuickly(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(mask.quickly(Kind.TEXT, bytes, 0, bytes.length, new Utf8Text()))
                .isTrue();
        assertThat(mask.mayHold(bytes, 0, bytes.length)).isFalse();
    }
}
