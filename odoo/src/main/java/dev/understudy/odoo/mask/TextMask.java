package dev.understudy.odoo.mask;

import java.nio.charset.StandardCharsets;
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
        /** As {@link #TEXT}; those by which things are called, and everybody's, stay. */
        LABEL,
        /** Each becomes another, and so do house numbers; what is the same in everybody's address stays. */
        STREET
    }

    private static final Pattern LINK = Pattern.compile("[a-zA-Z][a-zA-Z+.-]{1,12}://([^\\s/?#\"'<>]+)[^\\s\"'<>]*");
    private static final Pattern ACCOUNT =
            Pattern.compile("\\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\\b");
    private static final Pattern COMMAS =
            Pattern.compile("(?<![\\w,.])\\+?[0-9]{2,4}(?:,[ ]?[0-9]{2,4}){1,6}(?![\\w.]|,[0-9])");
    private static final int LONGEST_WITH_COMMAS = 13;

    /** {@code INV/2026/00012}: capital letters before groups of up to six. */
    private static final Pattern DOCUMENT =
            Pattern.compile("(?<![\\w/-])[A-Z][A-Z0-9]{1,5}(?:[/-][A-Z0-9]{1,6}){1,4}(?![\\w/-])");

    private static final int LONGEST_DOCUMENT = 12;

    private static final Set<String> FILES = Set.of(
            "pdf", "png", "jpg", "jpeg", "gif", "webp", "svg", "xlsx", "xls", "docx", "doc", "odt", "ods", "csv", "txt",
            "zip", "xml", "eml", "html", "json", "mp4", "mp3");
    private static final int LONGEST_PLAIN_NUMBER = NumberScanner.LEAST - 1;
    private static final int LONGEST_CODE = 6;

    private final MaskKey key;
    private final Entities entities;
    private final PseudoWords pseudonyms;
    private final Fillers fillers;
    private final MailAddresses mail;
    private final Numbers numbers;
    private final WordList list = new WordList();
    private final LatelyKnown lately;

    TextMask(MaskKey key, Entities entities, PseudoWords pseudonyms, MailAddresses mail, Numbers numbers) {
        this.key = key;
        this.entities = entities;
        this.pseudonyms = pseudonyms;
        this.fillers = new Fillers(entities.known());
        this.lately = new LatelyKnown(entities);
        this.mail = mail;
        this.numbers = numbers;
    }

    String of(String text, Mode mode) {
        return of(text, mode, mode == Mode.TEXT || mode == Mode.LABEL ? draw(text) : 0);
    }

    /** From what the fillers of a text are drawn. */
    long draw(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return draw(bytes, 0, bytes.length);
    }

    long draw(byte[] text, int from, int to) {
        return key.number(Utf8Text.hash(text, from, to));
    }

    LatelyKnown lately() {
        return lately;
    }

    Fillers fillers() {
        return fillers;
    }

    /** What becomes of a word of a text that no filler stands for: one with digits, or of a known name. */
    String own(String word, int letters, int digits, long fingerprint) {
        return new Words(Mode.TEXT, 0, false).plain(word, letters, digits, fingerprint);
    }

    /** Whether a word behind a dot tells the type of a file. */
    static boolean endsAFile(String word) {
        return FILES.contains(word.toLowerCase(Locale.ROOT));
    }

    private String of(String text, Mode mode, long draw) {
        StringBuilder masked = new StringBuilder(text.length() + 16);
        append(text, mode, draw, masked);
        return masked.toString();
    }

    /** Adds what becomes of a part of a text that was drawn for as a whole. */
    void append(String text, Mode mode, long draw, StringBuilder masked) {
        list.read(text);
        if (list.size() == 0) {
            masked.append(text);
            return;
        }
        Spans spans = new Spans();
        keep(text, mode, spans);
        addresses(text, spans);
        links(text, spans);
        if (mode == Mode.LABEL) {
            documents(text, spans);
        }
        if (list.numbered()) {
            numbers(text, spans);
        }
        masked(text, spans, mode, draw, masked);
    }

    /** Replaces what is known alone; the same text when nothing is. */
    String scrubbed(String text) {
        String decoded = HtmlLetters.decoded(text);
        boolean parted = !decoded.equals(text)
                && !entities.in(HtmlLetters.blanked(decoded)).isEmpty();
        return replaced(parted ? decoded : text);
    }

    private String replaced(String text) {
        WordList all = WordList.of(text);
        List<Known.Hit> hits = entities.in(text, all);
        String blanked = HtmlLetters.blanked(text);
        List<Known.Hit> parted = blanked.equals(text) ? List.of() : entities.in(blanked);
        if (hits.isEmpty() && parted.isEmpty()) {
            return text;
        }
        Spans spans = new Spans();
        for (Known.Hit hit : parted) {
            spans.add(hit.start(), hit.end(), woven(text, blanked, hit));
        }
        for (Known.Hit hit : hits) {
            spans.add(hit.start(), hit.end(), scrubbed(text.substring(hit.start(), hit.end()), hit.number()));
        }
        return joined(text, spans, new StringBuilder(text.length()));
    }

    private String scrubbed(String part, boolean number) {
        return number ? numbers.phone(part) : of(part, Mode.NAMES);
    }

    /** Other words, and between them the tags and entities that were there. */
    private String woven(String text, String blanked, Known.Hit hit) {
        String part = blanked.substring(hit.start(), hit.end());
        String made = scrubbed(part, hit.number());
        WordList was = WordList.of(part);
        WordList now = WordList.of(made);
        StringBuilder woven = new StringBuilder();
        int done = hit.start();
        for (int word = 0; word < Math.min(was.size(), now.size()); word++) {
            woven.append(text, done, hit.start() + was.start(word)).append(made, now.start(word), now.end(word));
            done = hit.start() + was.end(word);
        }
        return woven.toString();
    }

    /** What is kept; among names, where it is one of them, and no word of another's. */
    private void keep(String text, Mode mode, Spans spans) {
        for (Known.Hit hit : entities.kept().in(text, list)) {
            if (mode == Mode.TEXT || mode == Mode.LABEL || whole(text, hit)) {
                spans.add(hit.start(), hit.end(), text.substring(hit.start(), hit.end()));
            }
        }
    }

    private static boolean whole(String text, Known.Hit hit) {
        int before = hit.start() - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        int after = hit.end();
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return (before < 0 || !WordScanner.ofWord(text.charAt(before)))
                && (after == text.length() || !WordScanner.ofWord(text.charAt(after)));
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
        if (NumberScanner.commas(text)) {
            commas(text, spans);
        }
        if (!any) {
            return;
        }
        Matcher accounts = ACCOUNT.matcher(text);
        while (list.coded() && accounts.find()) {
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

    /** Numbers of documents stay as they are. */
    private void documents(String text, Spans spans) {
        Matcher documents = DOCUMENT.matcher(text);
        while (documents.find()) {
            String number = documents.group();
            boolean brief = NumberScanner.digits(number).length() <= LONGEST_DOCUMENT;
            if (brief && entities.in(number).isEmpty()) {
                spans.add(documents.start(), documents.end(), number);
            }
        }
    }

    /** A number whose groups have two to four digits, and commas between them; a list of more digits than a phone has is none. */
    private void commas(String text, Spans spans) {
        Matcher phones = COMMAS.matcher(text);
        while (phones.find()) {
            int digits = NumberScanner.digits(phones.group()).length();
            if (digits >= NumberScanner.LEAST && digits <= LONGEST_WITH_COMMAS) {
                spans.add(phones.start(), phones.end(), numbers.phone(phones.group()));
            }
        }
    }

    private void masked(String text, Spans spans, Mode mode, long draw, StringBuilder masked) {
        Words words = new Words(mode, draw, list.size() == 1);
        if (spans.isEmpty()) {
            words.mask(text, list, masked);
            return;
        }
        int from = 0;
        for (Spans.Span span : spans.inOrder()) {
            words.mask(text, from, span.start(), masked);
            masked.append(span.by());
            from = span.end();
        }
        words.mask(text, from, text.length(), masked);
    }

    private static String joined(String text, Spans spans, StringBuilder masked) {
        int from = 0;
        for (Spans.Span span : spans.inOrder()) {
            masked.append(text, from, span.start()).append(span.by());
            from = span.end();
        }
        return masked.append(text, from, text.length()).toString();
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

        /** Those between two places. */
        void mask(String text, int from, int to, StringBuilder masked) {
            WordScanner scanner = new WordScanner(text, from, to);
            int done = from;
            while (scanner.next()) {
                masked.append(text, done, scanner.start());
                done = scanner.end();
                add(text, scanner.start(), done, scanner.letters(), scanner.digits(), scanner.fingerprint(), masked);
            }
            masked.append(text, done, to);
        }

        /** All of them. */
        void mask(String text, WordList all, StringBuilder masked) {
            int done = 0;
            for (int word = 0; word < all.size(); word++) {
                int start = all.start(word);
                masked.append(text, done, start);
                done = all.end(word);
                add(text, start, done, all.letters(word), all.digits(word), all.fingerprint(word), masked);
            }
            masked.append(text, done, text.length());
        }

        private void add(
                String text, int start, int end, int letters, int digits, long fingerprint, StringBuilder masked) {
            boolean prose = mode == Mode.TEXT || mode == Mode.LABEL;
            if (prose && digits == 0 && letters > 0 && !lately.isEntity(fingerprint)) {
                if (mode == Mode.LABEL && ofThings(letters, fingerprint)) {
                    masked.append(text, start, end);
                    return;
                }
                boolean file = file(text, start, end);
                draw = file ? draw : Fillers.next(draw);
                if (file) {
                    masked.append(text, start, end);
                } else {
                    fillers.append(text, start, end, draw, masked);
                }
                return;
            }
            String word = text.substring(start, end);
            masked.append(file(text, start, end) ? word : word(word, letters, digits, fingerprint));
        }

        private boolean ofThings(int letters, long fingerprint) {
            return letters > 1
                    && (entities.things().isVocabulary(fingerprint)
                            || entities.known().isVocabulary(fingerprint));
        }

        /** Whether a word tells the type of a file. */
        private static boolean file(String text, int start, int end) {
            return start > 1 && text.charAt(start - 1) == '.' && endsAFile(text.substring(start, end));
        }

        private String word(String word, int letters, int digits, long fingerprint) {
            return switch (mode) {
                case NAMES -> name(word, letters, digits);
                case TEXT, LABEL -> plain(word, letters, digits, fingerprint);
                case STREET -> street(word, letters, digits, fingerprint);
            };
        }

        private String name(String word, int letters, int digits) {
            boolean plain = letters == 0 ? digits <= 4 : letters == 1 && digits == 0 && latin(word);
            boolean form = !sole && PersonNames.FORMS.contains(word.toLowerCase(Locale.ROOT));
            return plain || form ? word : pseudonyms.of(word);
        }

        /** One letter is an initial, or a part of what says that it is a company. */
        private static boolean latin(String word) {
            return Alphabet.of(word) == Alphabet.LATIN;
        }

        private String street(String word, int letters, int digits, long fingerprint) {
            if (entities.everybodys().isVocabulary(fingerprint)) {
                return word;
            }
            return letters == 0 && digits > 3
                    ? word.charAt(0) + pseudonyms.of(word).substring(1)
                    : pseudonyms.of(word);
        }

        /** One with digits, or of a known name. */
        private String plain(String word, int letters, int digits, long fingerprint) {
            if (letters == 0 && digits <= LONGEST_PLAIN_NUMBER) {
                return word;
            }
            if (lately.isEntity(fingerprint)) {
                return pseudonyms.of(word);
            }
            boolean code = letters <= LONGEST_CODE
                    && digits <= LONGEST_PLAIN_NUMBER
                    && word.equals(word.toUpperCase(Locale.ROOT));
            return code ? word : digits >= NumberScanner.LEAST ? numbers.identity(word) : pseudonyms.of(word);
        }
    }
}
