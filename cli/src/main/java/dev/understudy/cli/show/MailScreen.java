package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.MailView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mails that were caught, as a person reads them. */
public final class MailScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public MailScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void list(List<MailView> mails) {
        if (mails.isEmpty()) {
            out.println(texts.get("mail.none"));
            return;
        }
        Table table = new Table()
                .row(Stream.of("column.id", "column.sent", "column.to", "column.subject", "column.files")
                        .map(key -> ink.quiet(texts.get(key)))
                        .toList());
        mails.forEach(mail -> table.row(
                Long.toString(mail.id()),
                mail.at() == null
                        ? "-"
                        : mail.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                mail.to(),
                mail.subject(),
                Integer.toString(mail.attachments())));
        table.print(out, "  ");
    }

    public void show(MailView.Whole whole) {
        whole.headers().forEach(header -> out.println(ink.quiet(header.name() + ":") + " " + header.value()));
        out.println(ink.quiet(texts.get("mail.sent-to")) + " " + whole.mail().to());
        whole.attachments()
                .forEach(file -> out.println(ink.quiet(texts.get("mail.file"))
                        + " " + file.name() + " (" + file.type() + ", "
                        + Figures.bytes(file.bytes(), texts.locale()) + ")"));
        out.println();
        out.println(said(whole.html()));
        if (!whole.whole()) {
            out.println(texts.get("mail.long", Figures.bytes(whole.mail().bytes(), texts.locale())));
        }
    }

    /** Without what is between a tag of this name and its end, which nobody reads. */
    private static String without(String tag, String html) {
        StringBuilder kept = new StringBuilder();
        Matcher begin = Pattern.compile("<" + tag, Pattern.CASE_INSENSITIVE).matcher(html);
        Matcher end = Pattern.compile("</" + tag, Pattern.CASE_INSENSITIVE).matcher(html);
        int from = 0;
        while (from < html.length() && begin.find(from)) {
            kept.append(html, from, begin.start());
            from = end.find(begin.end()) ? end.start() : html.length();
        }
        return kept.append(html, from, html.length()).toString();
    }

    /** The text of what is written for a browser. */
    private static String said(String html) {
        return without("script", without("style", html))
                .replaceAll("(?i)<(br|/p|/div|/tr|/h[1-6]|/li)\\b[^>]{0,100}>", "\n")
                .replaceAll("<[^>]{0,1000}>", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("[ \\t]+", " ")
                .replaceAll("\\s*\\n\\s*\\n\\s*", "\n\n")
                .strip();
    }
}
