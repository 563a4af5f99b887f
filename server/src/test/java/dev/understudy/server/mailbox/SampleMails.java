package dev.understudy.server.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Mails as they come in. */
public final class SampleMails {

    static final String SCRIPT = "<script>document.title='taken'</script>";

    private SampleMails() {}

    /** As Odoo sends an order: text and HTML, and a file. */
    public static CaughtMail order() {
        return mail("bounce@acme.example", "rosa@acme.example", """
                From: =?utf-8?q?Acme_Compa=C3=B1=C3=ADa?= <shop@acme.example>
                To: Rosa <rosa@acme.example>
                Cc: luz@acme.example
                Subject: Your order S00012
                Date: Mon, 02 Mar 2026 09:00:00 +0000
                Message-Id: <12@acme.example>
                X-Odoo-Objects: sale.order-12
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="outer"

                --outer
                Content-Type: multipart/alternative; boundary="inner"

                --inner
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: quoted-printable

                Thank you, Mar=C3=ADa. Your order is on its way.
                --inner
                Content-Type: text/html; charset="utf-8"

                <h1 style="color:#234f9e">Thank you</h1><p>Your order is on its way.</p>
                <p><a href="http://staging.acme.localhost:8100/my/orders/12?a=1&amp;b=2">Look at it</a>
                or at <a href="https://elsewhere.example/">something else</a></p>
                <img src="https://tracker.example/pixel.png">
                --inner--
                --outer
                Content-Type: application/pdf; name="S00012.pdf"
                Content-Disposition: attachment; filename="S00012.pdf"
                Content-Transfer-Encoding: base64

                JVBERi0xLjQK
                --outer--
                """);
    }

    /** Of somebody who means no good. */
    public static CaughtMail hostile() {
        return mail("x@acme.example", "luz@acme.example", """
                From: %1$s <x@acme.example>
                Subject: Win %1$s
                X-%1$s: %1$s
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/html; charset="no-such-charset"

                </title>%1$s<meta http-equiv="refresh" content="0;url=https://evil.example/"><form action="https://evil.example/"><button>Go</button></form>
                <a href="javascript:alert(1)">a</a> <a href="http://evil.example/?x=&quot;onmouseover=alert(1)">b</a>
                --b
                Content-Type: text/html; name="../../%1$s.html"
                Content-Disposition: attachment; filename="../../%1$s.html"
                Content-Transfer-Encoding: base64

                PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
                --b--
                """.formatted(SCRIPT));
    }

    /** One whose subject, text and file say something. */
    public static CaughtMail saying(String text) {
        return mail(text, text, """
                From: %1$s
                Subject: %1$s
                X-Said: %1$s
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset="utf-8"

                %1$s
                --b
                Content-Type: text/plain; name="%1$s"
                Content-Disposition: attachment; filename="%1$s"

                x
                --b--
                """.formatted(text.replaceAll("[\r\n\"]", " ")));
    }

    static CaughtMail mail(String from, String to, String text) {
        byte[] content = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new CaughtMail(from, List.of(to), content, content.length);
    }
}
