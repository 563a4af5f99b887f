package dev.understudy.server.web;

import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MailView.Header;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a mail is shown: in a frame that may do nothing. No script runs there, nothing is loaded from elsewhere, and it is of no origin. Its
 * links stand below it, for nothing in the frame leads anywhere.
 */
public final class MailFrame {

    /** Of the page around the frame. */
    private static final String AROUND = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Of what is in the frame; a mail has its styles with it. */
    private static final String WITHIN = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    private static final String POLICY = "Content-Security-Policy";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>\\\\]{3,1000}");
    private static final int MOST_LINKS = 50;

    private static final Set<String> FIRST = Set.of("from", "to", "cc", "bcc", "subject", "date", "reply-to");

    private MailFrame() {}

    /**
     * What the page of one shows.
     *
     * @param folder the part of the address by which it is found among others
     * @param site where the environment is found; its own links may be followed
     */
    public record View(String environment, String folder, MailView.Whole whole, String site) {

        /** Whether it was caught, and can be deleted. */
        public boolean caught() {
            return folder.equals("mails");
        }

        /** The lines above it that people read. */
        public List<Header> first() {
            return whole.headers().stream().filter(View::isFirst).toList();
        }

        /** The other lines above it. */
        public List<Header> more() {
            return whole.headers().stream().filter(header -> !isFirst(header)).toList();
        }

        private static boolean isFirst(Header header) {
            return FIRST.contains(header.name().toLowerCase(Locale.ROOT));
        }

        /** Where it leads. */
        public Set<String> links() {
            Set<String> found = new LinkedHashSet<>();
            Matcher matcher = LINK.matcher(whole.html());
            while (found.size() < MOST_LINKS && matcher.find()) {
                found.add(matcher.group().replace("&amp;", "&"));
            }
            return found;
        }

        /** Whether a link leads to the environment that wrote it. */
        public boolean ours(String link) {
            return !site.isEmpty() && (link.equals(site) || link.startsWith(site + "/"));
        }
    }

    /** The page around one. */
    static void show(Screen screen, Context request, View view) {
        screen.show(request.header(POLICY, AROUND), "mail", view);
    }

    /** What the mail itself says, for the frame. */
    static void body(Context request, String html) {
        request.header(POLICY, WITHIN)
                .contentType("text/html; charset=utf-8")
                .result("<!DOCTYPE html><meta charset=\"utf-8\"><title>-</title>" + html);
    }
}
