package dev.understudy.odoo.mask;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text becomes. Mail addresses, links and long numbers become others in every mode; what differs is the words
 * between them. All follows from the text and the key, so that a name is the same in a partner, a sender and a letter.
 */
final class TextMask {

    /** What becomes of words. */
    enum Mode {
        /** Each becomes another. */
        NAMES,
        /** Those of known names become others, all others fillers. */
        TEXT,
        /** Each becomes another, and so do house numbers; what is the same in everybody's address stays. */
        STREET
    }

    private static final Pattern LINK = Pattern.compile("[a-zA-Z][a-zA-Z+.-]{1,12}://([^\\s/?#\"'<>]+)[^\\s\"'<>]*");
    private static final Pattern ACCOUNT =
            Pattern.compile("\\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\\b");
    private static final Set<String> FILES = Set.of(
            "pdf", "png", "jpg", "jpeg", "gif", "webp", "svg", "xlsx", "xls", "docx", "doc", "odt", "ods", "csv", "txt",
            "zip", "xml", "eml", "html", "json", "mp4", "mp3");
    private static final int LONGEST_PLAIN_NUMBER = NumberScanner.LEAST - 1;
    private static final int LONGEST_CODE = 6;

    /** What says of a company that it is one. */
    private static final Set<String> FORMS = Set.of(
            "sl", "slu", "sa", "sau", "sas", "sarl", "srl", "spa", "gmbh", "ag", "kg", "ug", "ltd", "limited", "inc",
            "llc", "llp", "corp", "co", "bv", "nv", "ab", "aps", "oy", "plc", "lda", "sro", "kft", "doo");

    private final MaskKey key;
    private final Entities entities;
    private final PseudoWords pseudonyms;
    private final Fillers fillers;
    private final MailAddresses mail;
    private final Numbers numbers;

    TextMask(MaskKey key, Entities entities, PseudoWords pseudonyms, MailAddresses mail, Numbers numbers) {
        this.key = key;
        this.entities = entities;
        this.pseudonyms = pseudonyms;
        this.fillers = new Fillers(entities.known());
        this.mail = mail;
        this.numbers = numbers;
    }

    String of(String text, Mode mode) {
        return of(text, mode, mode == Mode.TEXT ? draw(text) : 0);
    }

    /** From what the fillers of a text are drawn. */
    long draw(String text) {
        return key.number("text", text);
    }

    /** As {@link #of(String, Mode)}, of a part of a text that was drawn for as a whole. */
    String of(String text, Mode mode, long draw) {
        if (!new WordScanner(text).next()) {
            return text;
        }
        Spans spans = new Spans();
        keep(text, spans);
        addresses(text, spans);
        links(text, spans);
        numbers(text, spans);
        return masked(text, spans, mode, draw);
    }

    /** Replaces what is known alone; the same text when nothing is. */
    String scrubbed(String text) {
        List<Known.Hit> hits = entities.in(text);
        if (hits.isEmpty()) {
            return text;
        }
        Spans spans = new Spans();
        keep(text, spans);
        for (Known.Hit hit : hits) {
            String part = text.substring(hit.start(), hit.end());
            spans.add(hit.start(), hit.end(), hit.number() ? numbers.phone(part) : of(part, Mode.NAMES));
        }
        return joined(text, spans, new StringBuilder(text.length()));
    }

    private void keep(String text, Spans spans) {
        for (Known.Hit hit : entities.kept().in(text)) {
            spans.add(hit.start(), hit.end(), text.substring(hit.start(), hit.end()));
        }
    }

    private void addresses(String text, Spans spans) {
        int floor = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = MailAddresses.start(text, at, floor);
            int end = MailAddresses.end(text, at);
            if (start < at && end > at + 1) {
                spans.add(start, end, mail.of(text.substring(start, end)));
                floor = end;
            }
        }
    }

    private void links(String text, Spans spans) {
        if (!text.contains("://")) {
            return;
        }
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            spans.add(links.start(), links.end(), link(links.group(), links.group(1)));
        }
    }

    /** Another link, to a host that cannot exist; where on it is left out. */
    String link(String link, String host) {
        String bare = host.replaceFirst("^(?i)www\\.", "").replaceFirst(":[0-9]+$", "");
        String scheme = link.substring(0, link.indexOf("://") + 3);
        return scheme + (bare.length() < host.length() ? "www." : "") + mail.domain(bare) + "/";
    }

    private void numbers(String text, Spans spans) {
        NumberScanner scanner = new NumberScanner(text);
        boolean any = scanner.next();
        if (!any) {
            return;
        }
        Matcher accounts = ACCOUNT.matcher(text);
        while (accounts.find()) {
            if (Numbers.isIban(Numbers.compact(accounts.group()))) {
                spans.add(accounts.start(), accounts.end(), numbers.account(accounts.group()));
            }
        }
        for (; any; any = scanner.next()) {
            int start = scanner.start();
            int end = scanner.end();
            boolean alone = (start == 0 || !WordScanner.ofWord(text.charAt(start - 1)))
                    && (end == text.length() || !WordScanner.ofWord(text.charAt(end)));
            if (alone) {
                spans.add(start, end, numbers.phone(text.substring(start, end)));
            }
        }
    }

    private String masked(String text, Spans spans, Mode mode, long draw) {
        Words words = new Words(mode, draw, mode == Mode.NAMES && sole(text));
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        for (Spans.Span span : spans.inOrder()) {
            words.mask(text, from, span.start(), masked);
            masked.append(span.by());
            from = span.end();
        }
        words.mask(text, from, text.length(), masked);
        return masked.toString();
    }

    private static String joined(String text, Spans spans, StringBuilder masked) {
        int from = 0;
        for (Spans.Span span : spans.inOrder()) {
            masked.append(text, from, span.start()).append(span.by());
            from = span.end();
        }
        return masked.append(text, from, text.length()).toString();
    }

    private static boolean sole(String text) {
        WordScanner scanner = new WordScanner(text);
        boolean one = scanner.next();
        return !one || !scanner.next();
    }

    /** The words of one text. */
    private final class Words {

        private final Mode mode;
        private final boolean sole;
        private long draw;

        Words(Mode mode, long draw, boolean sole) {
            this.mode = mode;
            this.draw = draw;
            this.sole = sole;
        }

        void mask(String text, int from, int to, StringBuilder masked) {
            WordScanner scanner = new WordScanner(text, from, to);
            int done = from;
            while (scanner.next()) {
                masked.append(text, done, scanner.start());
                masked.append(file(text, scanner) ? scanner.word() : word(scanner));
                done = scanner.end();
            }
            masked.append(text, done, to);
        }

        /** Whether a word tells the type of a file. */
        private static boolean file(String text, WordScanner scanner) {
            return scanner.start() > 1
                    && text.charAt(scanner.start() - 1) == '.'
                    && FILES.contains(scanner.word().toLowerCase(Locale.ROOT));
        }

        private String word(WordScanner scanner) {
            String word = scanner.word();
            return switch (mode) {
                case NAMES -> name(scanner, word);
                case TEXT -> plain(scanner, word);
                case STREET -> street(scanner, word);
            };
        }

        private String name(WordScanner scanner, String word) {
            boolean plain = scanner.letters() == 0
                    ? scanner.digits() <= 4
                    : scanner.letters() == 1 && scanner.digits() == 0 && latin(word);
            boolean form = !sole && FORMS.contains(word.toLowerCase(Locale.ROOT));
            return plain || form ? word : pseudonyms.of(word);
        }

        /** One letter is an initial, or a part of what says that it is a company. */
        private static boolean latin(String word) {
            return Alphabet.of(word) == Alphabet.LATIN;
        }

        private String street(WordScanner scanner, String word) {
            if (entities.everybodys().isVocabulary(scanner.fingerprint())) {
                return word;
            }
            if (scanner.letters() == 0 && scanner.digits() > 3) {
                return word.charAt(0) + pseudonyms.of(word).substring(1);
            }
            return pseudonyms.of(word);
        }

        private String plain(WordScanner scanner, String word) {
            if (scanner.letters() == 0 && scanner.digits() <= LONGEST_PLAIN_NUMBER) {
                return word;
            }
            if (entities.known().isEntity(scanner.fingerprint())) {
                return pseudonyms.of(word);
            }
            if (scanner.digits() > 0) {
                boolean code = scanner.letters() <= LONGEST_CODE
                        && scanner.digits() <= LONGEST_PLAIN_NUMBER
                        && word.equals(word.toUpperCase(Locale.ROOT));
                return code
                        ? word
                        : scanner.digits() >= NumberScanner.LEAST ? numbers.identity(word) : pseudonyms.of(word);
            }
            draw = Fillers.next(draw);
            return fillers.of(word, draw);
        }
    }
}
