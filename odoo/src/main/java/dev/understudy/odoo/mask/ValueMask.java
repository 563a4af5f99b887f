package dev.understudy.odoo.mask;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a value becomes. Not to be shared by threads. */
public final class ValueMask {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*", Pattern.DOTALL);
    private static final int TWO_YEARS = 730;
    private static final int TRIES = 16;

    private final MaskKey key;
    private final Known known;
    private final TextMask text;
    private final HtmlMask html;
    private final QuickMask quick;
    private final Glance glance;
    private final JsonMask json;
    private final Hidden hidden;
    private final ShapeMask shapes;
    private final Numbers numbers;
    private final PseudoWords pseudonyms;

    public ValueMask(MaskKey key, Entities entities) {
        this.key = key;
        this.known = entities.known();
        this.pseudonyms = new PseudoWords(key, entities.known());
        this.numbers = new Numbers(key, entities.known());
        this.text =
                new TextMask(key, entities, pseudonyms, new MailAddresses(key, pseudonyms, entities.known()), numbers);
        this.html = new HtmlMask(text, entities, this::secret, numbers::phone);
        this.quick = new QuickMask(text, html);
        this.glance = new Glance(entities);
        this.hidden = new Hidden(entities, text::scrubbed, this::filled);
        this.shapes = new ShapeMask(entities.known(), this::of);
        this.json = new JsonMask(entities, name -> text.of(name, TextMask.Mode.NAMES));
    }

    /**
     * What a value becomes; the same text where nothing changes, nothing where it is dropped.
     *
     * @param value as PostgreSQL writes it
     * @param inJson whether it is JSON, whose texts are each masked: translations, properties
     */
    public @Nullable String of(Kind kind, String value, boolean inJson) {
        if (kind == Kind.KEEP || value.isEmpty()) {
            return value;
        }
        if (kind == Kind.DROP) {
            return null;
        }
        if (!inJson) {
            return plain(kind, value);
        }
        try {
            String masked = json.of(value, member -> member.isEmpty() ? member : plain(kind, member));
            return kind == Kind.SCRUB && masked.equals(json.of(value, member -> member)) ? value : masked;
        } catch (JacksonException noJson) {
            return plain(kind, value);
        }
    }

    /**
     * Adds what {@link #of(Kind, String, boolean)} makes of a text, where that can be said of its bytes alone: it is many times as fast.
     *
     * @param text in UTF-8
     * @return whether it could; anything may be added otherwise
     */
    public boolean quickly(Kind kind, byte[] text, int from, int to, Utf8Text masked) {
        return switch (kind) {
            case HTML -> quick.html(text, from, to, masked);
            case TEXT ->
                marked(text, from, to) ? quick.html(text, from, to, masked) : quick.text(text, from, to, masked);
            case SCRUB -> {
                masked.add(text, from, to);
                yield !glance.mayHold(text, from, to);
            }
            default -> false;
        };
    }

    private static boolean marked(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == '<') {
                return true;
            }
        }
        return false;
    }

    /** Whether a text in UTF-8 may hold somebody's value, in whatever disguise; it holds none where the answer is no. */
    public boolean mayHold(byte[] text, int from, int to) {
        return glance.mayHold(text, from, to);
    }

    /**
     * What a value that has parts becomes, each part for itself.
     *
     * @param shape of what it is made
     */
    public @Nullable String of(Kind kind, String value, Shape shape) {
        return kind == Kind.DROP ? null : shapes.of(kind, shape, value);
    }

    /** As {@link #of(Kind, String, boolean)}, and different for every value: what is no address, number or secret ends in eight letters of its own. */
    public @Nullable String unique(Kind kind, String value, boolean inJson) {
        String masked = of(kind, value, inJson);
        boolean words = switch (kind) {
            case NAME, COMPANY, EMAIL, STREET, TEXT, LABEL, VAT -> true;
            default -> false;
        };
        boolean own = masked == null || masked.equals(value) || masked.contains("@") || inJson || value.isEmpty();
        return own || !words ? masked : masked + "-" + MailAddresses.unique(key.number("unique", value));
    }

    private String plain(Kind kind, String value) {
        return switch (kind) {
            case KEEP, DROP -> value;
            case SCRUB -> hidden.without(text.scrubbed(value));
            case LABEL -> text.of(value, TextMask.Mode.LABEL);
            case NAME, COMPANY, EMAIL -> text.of(value, TextMask.Mode.NAMES);
            case STREET -> text.of(value, TextMask.Mode.STREET);
            case PHONE -> phone(value);
            case IBAN -> numbers.account(value);
            case VAT -> numbers.identity(value);
            case BIRTHDAY -> birthday(value);
            case TEXT -> value.indexOf('<') >= 0 ? html.of(value) : text.of(value, TextMask.Mode.TEXT);
            case HTML -> html.of(value);
            case AMOUNT -> amount(value);
            case TOKEN -> secret(value);
        };
    }

    /** JSON stays JSON, markup stays markup. */
    private String filled(String value) {
        String bare = value.strip();
        if (bare.startsWith("{") || bare.startsWith("[")) {
            try {
                return json.of(value, member -> plain(Kind.TEXT, member));
            } catch (JacksonException noJson) {
                return plain(Kind.TEXT, value);
            }
        }
        return plain(Kind.TEXT, value);
    }

    private String phone(String value) {
        String masked = numbers.phone(value);
        StringBuilder text = new StringBuilder();
        WordScanner scanner = new WordScanner(masked);
        int done = 0;
        while (scanner.next()) {
            text.append(masked, done, scanner.start())
                    .append(scanner.letters() > 3 ? pseudonyms.of(scanner.word()) : scanner.word());
            done = scanner.end();
        }
        return text.append(masked, done, masked.length()).toString();
    }

    private String birthday(String value) {
        if (!DAY.matcher(value).matches()) {
            return text.of(value, TextMask.Mode.TEXT);
        }
        try {
            LocalDate day = LocalDate.parse(value.substring(0, 10));
            long away = 1 + Math.floorMod(key.number("day", value), (long) TWO_YEARS);
            boolean before = (key.number("before", value) & 1) == 0;
            return (before ? day.minusDays(away) : day.plusDays(away)) + value.substring(10);
        } catch (DateTimeException noDay) {
            return value;
        }
    }

    private String amount(String value) {
        try {
            BigDecimal amount = new BigDecimal(value);
            BigDecimal factor = BigDecimal.valueOf(800 + Math.floorMod(key.number("factor", ""), 400L), 3);
            return amount.multiply(factor)
                    .setScale(amount.scale(), RoundingMode.HALF_EVEN)
                    .toPlainString();
        } catch (NumberFormatException noNumber) {
            return value;
        }
    }

    /** Another secret: an identifier for an identifier, else letters for letters and digits for digits. */
    private String secret(String value) {
        String made = secret(value, "token");
        for (int attempt = 1; attempt < TRIES && known.holdsNumber(made); attempt++) {
            made = secret(value, "token" + attempt + ".");
        }
        return made;
    }

    private String secret(String value, String purpose) {
        if (UUID_FORM.matcher(value).matches()) {
            ByteBuffer drawn = ByteBuffer.wrap(key.bytes(purpose, value));
            return new UUID(drawn.getLong(), drawn.getLong()).toString();
        }
        StringBuilder made = new StringBuilder(value.length());
        byte[] drawn = key.bytes(purpose, value);
        int letters = value.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? 6 : 26;
        for (int i = 0; i < value.length(); i++) {
            if (i > 0 && i % drawn.length == 0) {
                drawn = key.bytes(purpose + i, value);
            }
            char character = value.charAt(i);
            int at = drawn[i % drawn.length] & 0xFF;
            boolean upper = Character.isUpperCase(character);
            made.append(
                    Character.isDigit(character)
                            ? (char) ('0' + at % 10)
                            : Character.isLetter(character) ? (char) ((upper ? 'A' : 'a') + at % letters) : character);
        }
        return made.toString();
    }
}
