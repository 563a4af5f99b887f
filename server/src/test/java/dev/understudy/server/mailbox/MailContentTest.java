package dev.understudy.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.MailView.Header;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mails say, and what is made of those that are none. */
@Timeout(60)
final class MailContentTest {

    private static final int MEGABYTES = 10 << 20;

    @Test
    void aMailIsTakenApart() {
        MailContent order = MailContent.of(SampleMails.order().content());

        assertThat(order.from()).isEqualTo("Acme Compañía <shop@acme.example>");
        assertThat(order.subject()).isEqualTo("Your order S00012");
        assertThat(order.headers())
                .extracting(Header::name)
                .startsWith("From", "To", "Cc", "Subject", "Date", "Message-Id")
                .contains("X-Odoo-Objects");
        assertThat(order.html()).contains("<h1 style=\"color:#234f9e\">Thank you</h1>");
        assertThat(order.beginning()).startsWith("Thank you, María.");
        assertThat(order.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("S00012.pdf");
            assertThat(file.type()).isEqualTo("application/pdf");
            assertThat(new String(file.content().bytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-1.4\n");
        });
        assertThat(order.complete()).isTrue();
    }

    @Test
    void plainTextIsSetAsItIs() {
        MailContent plain = of("Subject: a\r\n\r\n1 < 2 & <b>\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(plain.html()).startsWith("<pre").contains("1 &lt; 2 &amp; &lt;b&gt;");
    }

    @Test
    void aPictureThatCameWithTheTextIsInIt() {
        MailContent content = MailContent.of(
                SampleMails.mail("a@acme.example", "b@acme.example", """
                        Subject: With a logo
                        Content-Type: multipart/related; boundary="b"

                        --b
                        Content-Type: text/html

                        <img src="cid:logo@acme"><img src="cid:page@acme"><img src="cid:other">
                        --b
                        Content-Type: image/png
                        Content-ID: <logo@acme>
                        Content-Transfer-Encoding: base64

                        iVBORw0=
                        --b
                        Content-Type: image/svg+xml
                        Content-ID: <page@acme>

                        <svg/>
                        --b--
                        """).content());

        assertThat(content.html())
                .contains(
                        "<img src=\"data:image/png;base64,iVBORw0=\"><img src=\"cid:page@acme\"><img src=\"cid:other\">");
        assertThat(content.files()).hasSize(2);
    }

    @Test
    void aPictureThatIsNamedWithoutEndIsShownSomeTimes() {
        String text = "Subject: x\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                + "<img src=\"cid:a\">".repeat(20_000)
                + "\n--b\nContent-Type: image/png\nContent-ID: <a>\nContent-Transfer-Encoding: base64\n\n"
                + "QUJD".repeat(100_000)
                + "\n--b--\n";

        assertThat(MailContent.of(SampleMails.mail("a@acme.example", "b@acme.example", text)
                                .content())
                        .html()
                        .length())
                .isBetween(1_000_000, 4_000_000);
    }

    @Test
    void aMailThatWasCutShowsWhatIsThere() {
        byte[] whole = SampleMails.order().content().bytes();
        String text = new String(whole, StandardCharsets.UTF_8);
        byte[] cut = text.substring(0, text.indexOf("JVBERi0xLjQK") + 6).getBytes(StandardCharsets.UTF_8);

        MailContent content = of(cut);

        assertThat(content.html()).contains("Thank you");
        assertThat(content.files())
                .singleElement()
                .satisfies(file -> assertThat(file.bytes()).isLessThan(9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\n",
                "--b\r\n\r\n",
                "a:b\r\n",
                "\r\n",
                "a\r\n",
                "-",
                "--b--\r\nContent-Type: multipart/mixed;\r\n"
            })
    void whatIsMadeToFillTheMemoryIsShownInPart(String piece) {
        String head = "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
        byte[] raw =
                (head + piece.repeat((MEGABYTES - head.length()) / piece.length())).getBytes(StandardCharsets.UTF_8);

        MailContent content = of(raw);

        assertThat(content.html().length()).isLessThan(4_000_000);
        assertThat(content.files()).hasSizeLessThanOrEqualTo(100);
        assertThat(content.beginning().length()).isLessThanOrEqualTo(20_000);
    }

    /** Each line of a header becomes an object. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\r\ntext",
                "%s",
                "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n%s\r\ntext",
                "Subject: x\r\r\n%s\r\ntext"
            })
    void manyLongHeadersAreShownAsText(String mail) {
        byte[] raw = mail.formatted(("X-" + "a".repeat(20) + ": bbbbbb\r\n").repeat(340_000))
                .getBytes(StandardCharsets.UTF_8);

        MailContent content = of(raw);

        assertThat(content.headers()).isEmpty();
        assertThat(content.complete()).isFalse();
        assertThat(content.html()).contains("X-aaaa");
    }

    @Test
    void aLongTextWithLinesThatLookLikePartsIsRead() {
        String report =
                "-- 12 rows of 30 letters each --\r\n" + "a line of a report, some 30 letters\r\n".repeat(9_000);

        MailContent content = of(("Subject: x\r\n\r\n" + report).getBytes(StandardCharsets.UTF_8));

        assertThat(content.subject()).isEqualTo("x");
        assertThat(content.complete()).isTrue();
    }

    @Test
    void aMailThatComesInIsListedByItsBeginning() {
        String part = "\r\n--b\r\nContent-Disposition: attachment; filename=%s\r\n\r\n"
                + "0123456789".repeat(7).concat("\r\n").repeat(40_000);
        byte[] raw = ("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n" + part.formatted("one")
                        + part.formatted("two"))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(MailContent.beginning(new Content(raw)).subject()).isEqualTo("x");
        assertThat(MailContent.beginning(new Content(raw)).files()).hasSize(1);
        assertThat(of(raw).files()).hasSize(2);
    }

    @Test
    void partsWithinPartsEnd() {
        StringBuilder deep = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 400; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }

        MailContent content = of(deep.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(content.subject()).isEqualTo("deep");
        assertThat(content.complete()).isFalse();
    }

    private static MailContent of(byte[] raw) {
        return MailContent.of(new Content(raw));
    }

    @Test
    void anyBytesAreShownSomehow() {
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
            byte[] raw = new byte[random.nextInt(5_000)];
            random.nextBytes(raw);
            MailContent content = of(raw);
            assertThat(content.html() + content.subject() + content.beginning()).doesNotContain("\0");
        }
    }
}
