package dev.understudy.server.mailbox;

import dev.understudy.model.view.MailView.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says (MIME, RFC 2045). It may be anything: what cannot be read as a mail is read as text, and what is very long or of very
 * many pieces is read in part.
 */
final class MailContent {

    /** What is shown of a text, in letters. */
    private static final int MOST_LETTERS = 500_000;

    private static final int MOST_SEARCHED = 20_000;
    private static final int MOST_FILES = 100;
    private static final int MOST_HEADERS = 100;
    private static final int BLOCK = 8 * 1024;
    private static final int MOST_OF_A_LINE = 2_000;
    private static final int DEEPEST = 20;

    /** Of a mail that comes in. What follows is read when somebody looks at it. */
    private static final int AT_RECEIPT = 2 << 20;

    /** A letter takes four bytes at most. */
    private static final int MOST_SAID = 4 * MOST_LETTERS + 4;

    /** Of the pictures within a text, all of them together. */
    private static final int MOST_PICTURED = 1 << 20;

    /** Letters of a text with its pictures in it. */
    private static final int MOST_WITH_PICTURES = 3_000_000;

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** What a person looks for first, in this order. */
    private static final List<String> FIRST =
            List.of("from", "to", "cc", "bcc", "subject", "date", "reply-to", "message-id");

    private static final Session SESSION = Session.getInstance(new Properties());

    private final List<Header> headers = new ArrayList<>();
    private final List<Piece> files = new ArrayList<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();
    private int pictured;
    private Optional<String> html = Optional.empty();
    private Optional<String> plain = Optional.empty();
    private boolean complete = true;

    private MailContent() {}

    /** A file in a mail. */
    record Piece(String name, String type, Content content) {

        long bytes() {
            return content.length();
        }
    }

    /** What the beginning of a mail says, as one that has come in is listed. */
    static MailContent beginning(Content mail) {
        return mail.length() <= AT_RECEIPT ? of(mail) : of(new Content(Arrays.copyOf(mail.bytes(), AT_RECEIPT)));
    }

    static MailContent of(Content mail) {
        return OneAtATime.work(() -> apart(mail));
    }

    private static MailContent apart(Content mail) {
        byte[] raw = mail.bytes();
        MailContent content = new MailContent();
        try {
            if (Pieces.tooMany(raw)) {
                content.unread(raw);
            } else {
                MimeMessage message = new MimeMessage(SESSION, new SharedByteArrayInputStream(raw));
                content.readHeaders(message);
                content.read(message, 0);
            }
        } catch (MessagingException | IOException | RuntimeException unreadable) {
            content.unread(raw);
        }
        return content;
    }

    /** With what one looks for first at the beginning. */
    List<Header> headers() {
        return Collections.unmodifiableList(headers);
    }

    String from() {
        return header("from");
    }

    String subject() {
        return header("subject");
    }

    List<Piece> files() {
        return Collections.unmodifiableList(files);
    }

    /** Whether all that can be shown of it is. */
    boolean complete() {
        return complete;
    }

    /** Its text, as HTML, with the pictures that came with it; what was written as plain text is set as it is. */
    String html() {
        String text = html.orElseGet(() -> plain.map(MailContent::set).orElse(""));
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            text = with(text, "\"cid:" + picture.getKey() + "\"", "\"" + picture.getValue() + "\"");
        }
        return text;
    }

    /** The same picture may be named a hundred thousand times: where that would be too much, the rest goes without. */
    private static String with(String text, String name, String picture) {
        StringBuilder put = new StringBuilder();
        int from = 0;
        int found = text.indexOf(name);
        while (found >= 0 && put.length() + picture.length() < MOST_WITH_PICTURES) {
            put.append(text, from, found).append(picture);
            from = found + name.length();
            found = text.indexOf(name, from);
        }
        return put.append(text, from, text.length()).toString();
    }

    /** Of its text, for who searches. */
    String beginning() {
        String said = plain.orElseGet(
                () -> beginning(html.orElse(""), 3 * MOST_SEARCHED).replaceAll("<[^>]{0,1000}>", " "));
        return text(beginning(said, MOST_SEARCHED));
    }

    private static String beginning(String text, int letters) {
        return text.substring(0, Math.min(text.length(), letters));
    }

    /** As PostgreSQL's text can hold it. */
    static String text(String foreign) {
        return foreign.replace('\0', ' ');
    }

    private String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> text(header.value()))
                .findFirst()
                .orElse("");
    }

    private void unread(byte[] raw) {
        html = Optional.empty();
        plain = Optional.of(text(new String(raw, 0, Math.min(raw.length, MOST_LETTERS), StandardCharsets.UTF_8)));
        complete = raw.length <= MOST_LETTERS;
    }

    private void readHeaders(MimeMessage message) throws MessagingException {
        for (jakarta.mail.Header header : Collections.list(message.getAllHeaders())) {
            if (headers.size() < MOST_HEADERS) {
                headers.add(new Header(line(header.getName()), line(decoded(header.getValue()))));
            }
        }
        headers.sort(Comparator.comparingInt(header -> {
            int place = FIRST.indexOf(header.name().toLowerCase(Locale.ROOT));
            return place < 0 ? FIRST.size() : place;
        }));
    }

    private void read(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || files.size() >= MOST_FILES) {
            complete = false;
            return;
        }
        ContentType type = type(part);
        if (type.match("multipart/*") && part.getContent() instanceof Multipart many) {
            for (int i = 0; i < many.getCount(); i++) {
                read(many.getBodyPart(i), depth + 1);
            }
        } else if (name(part) == null && type.match("text/html") && html.isEmpty()) {
            html = Optional.of(said(part, type));
        } else if (name(part) == null && type.match("text/plain") && plain.isEmpty()) {
            plain = Optional.of(said(part, type));
        } else {
            String name = Optional.ofNullable(name(part)).orElse("");
            byte[] bytes = bytes(part, Integer.MAX_VALUE);
            files.add(new Piece(line(name), line(type.getBaseType()), new Content(bytes)));
            picture(part, type, bytes);
        }
    }

    /** A picture that the text shows by its id (RFC 2392) is put into it, for nothing is loaded there. */
    private void picture(Part part, ContentType type, byte[] bytes) throws MessagingException {
        String kind = type.getBaseType().toLowerCase(Locale.ROOT);
        String id = part instanceof MimePart known && known.getContentID() != null ? known.getContentID() : "";
        if (PICTURES.contains(kind) && id.matches("<[\\w.@$+-]{1,200}>") && pictured + bytes.length <= MOST_PICTURED) {
            pictured += bytes.length;
            pictures.put(
                    id.substring(1, id.length() - 1),
                    "data:" + kind + ";base64," + Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static ContentType type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException odd) {
            return new ContentType("application", "octet-stream", null);
        }
    }

    /** What is meant as a file has a name, or says that it is one. */
    private static @Nullable String name(Part part) throws MessagingException {
        try {
            String name = part.getFileName();
            if (name != null) {
                return decoded(name);
            }
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) ? "" : null;
        } catch (ParseException odd) {
            return "";
        }
    }

    private String said(Part part, ContentType type) {
        byte[] bytes = bytes(part, MOST_SAID);
        String said = text(new String(bytes, charset(type)));
        complete &= bytes.length < MOST_SAID && said.length() <= MOST_LETTERS;
        return beginning(said, MOST_LETTERS);
    }

    /** A coding that is broken, as of a mail that was cut, gives what was read before. */
    private byte[] bytes(Part part, int most) {
        try (InputStream in = part.getInputStream()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] block = new byte[BLOCK];
            try {
                for (int read = 0; read >= 0 && out.size() < most; read = in.read(block)) {
                    out.write(block, 0, Math.min(read, most - out.size()));
                }
            } catch (IOException broken) {
                complete = false;
            }
            return out.toByteArray();
        } catch (MessagingException | IOException unreadable) {
            complete = false;
            return new byte[0];
        }
    }

    private static Charset charset(ContentType type) {
        try {
            String name = type.getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String decoded(String value) {
        String cut = beginning(value, MOST_OF_A_LINE);
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(cut));
        } catch (UnsupportedEncodingException unknown) {
            return cut;
        }
    }

    private static String line(String value) {
        return beginning(value, MOST_OF_A_LINE).replaceAll("[\\p{Cntrl}]+", " ");
    }

    private static String set(String plain) {
        return "<pre style=\"white-space: pre-wrap; overflow-wrap: anywhere\">"
                + plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>";
    }
}
