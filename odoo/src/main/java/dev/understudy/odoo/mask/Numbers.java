package dev.understudy.odoo.mask;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Phone, account and tax numbers that stand for others, of the same form, with check digits that are right. */
final class Numbers {

    /** So many of a phone's last digits are its own; those before tell country, network and town. */
    private static final int OWN_OF_PHONE = 7;

    /** Digits of a phone's number with all that dials its country; more are a card's, an account's or two phones'. */
    private static final int LONGEST_PHONE = 14;

    private static final int TRIES = 16;
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";

    private final MaskKey key;
    private final Known known;

    Numbers(MaskKey key, Known known) {
        this.key = key;
        this.known = known;
    }

    /** Another phone number: the first digits and the grouping stay. */
    String phone(String number) {
        int slash = number.indexOf('/');
        if (slash > 0 && numbered(number.substring(0, slash)) && numbered(number.substring(slash))) {
            return phone(number.substring(0, slash)) + "/" + phone(number.substring(slash + 1));
        }
        String digits = NumberScanner.digits(number);
        boolean phone = digits.length() > OWN_OF_PHONE && digits.length() <= LONGEST_PHONE;
        int own = phone ? OWN_OF_PHONE : digits.length();
        String kept = digits.substring(0, digits.length() - own);
        String masked = digits.substring(digits.length() - own);
        String made = number;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (attempt == TRIES / 2) {
                // The first digits are somebody's number themselves.
                masked = kept + masked;
                kept = "";
            }
            masked = key.digits(masked);
            made = replaced(number, kept + masked);
            if (!known.holdsNumber(made)) {
                break;
            }
        }
        return made;
    }

    private static boolean numbered(String part) {
        return NumberScanner.digits(part).length() >= NumberScanner.LEAST;
    }

    /** Whether a text is an account number of the international form (ISO 13616), its check digits included. */
    static boolean isIban(String compact) {
        return IBAN.matcher(compact).matches() && remainder(compact.substring(4) + compact.substring(0, 4)) == 1;
    }

    /** Another account of the same country; one of another form gets other digits. */
    String account(String number) {
        String compact = compact(number);
        if (!isIban(compact)) {
            return replacedAll(number, identity(compact));
        }
        String country = compact.substring(0, 2);
        String made = number;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String own = alike(compact.substring(4), "account", attempt);
            int check = 98 - remainder(own + country + "00");
            made = replacedAll(number, country + (check < 10 ? "0" : "") + check + own);
            if (!known.holdsNumber(made)) {
                break;
            }
        }
        return made;
    }

    /** Another tax or identity number: the same letters before, other digits, and the check of its country where we know it. */
    String identity(String number) {
        String compact = compact(number);
        int prefix =
                compact.length() > 4 && Character.isLetter(compact.charAt(0)) && Character.isLetter(compact.charAt(1))
                        ? 2
                        : 0;
        String country = compact.substring(0, prefix);
        String before = compact.substring(prefix);
        String made = number;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            made = replacedAll(number, country + checked(country, alike(before, "identity", attempt), before));
            if (!known.holdsNumber(made)) {
                break;
            }
        }
        return made;
    }

    private static String checked(String country, String made, String before) {
        return switch (country) {
            case "ES" -> spanish(made, before);
            case "FR" -> french(made);
            case "BE" -> belgian(made);
            case "DE" -> mod11of10(made, 9);
            case "IT" -> italian(made, before);
            default -> made;
        };
    }

    /** A person's number (DNI) has a letter that follows from its eight digits; a company's begins with a letter. */
    private static String spanish(String made, String before) {
        if (made.matches("[0-9]{8}[A-Z]")) {
            return made.substring(0, 8) + SPANISH.charAt(Integer.parseInt(made.substring(0, 8)) % 23);
        }
        if (!made.matches("[A-Z][0-9]{8}")) {
            return made;
        }
        int sum = 0;
        for (int i = 1; i < 8; i++) {
            int digit = made.charAt(i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return before.charAt(0) + made.substring(1, 8) + (10 - sum % 10) % 10;
    }

    private static String french(String made) {
        if (!made.matches("[0-9]{11}")) {
            return made;
        }
        String siren = mod10(made.substring(2), 9);
        long check = (12 + 3 * (Long.parseLong(siren) % 97)) % 97;
        return (check < 10 ? "0" : "") + check + siren;
    }

    private static String belgian(String made) {
        if (!made.matches("[0-9]{10}")) {
            return made;
        }
        String own = "0" + (made.charAt(1) == '0' ? '1' : made.charAt(1)) + made.substring(2, 8);
        long check = 97 - Long.parseLong(own) % 97;
        return own + (check < 10 ? "0" : "") + check;
    }

    /** The office that gave it, its eighth to tenth digit, stays: not all numbers are one. */
    private static String italian(String made, String before) {
        return made.matches("[0-9]{11}") ? mod10(made.substring(0, 7) + before.substring(7), 11) : made;
    }

    /** ISO 7064, MOD 11,10. */
    private static String mod11of10(String made, int length) {
        if (!made.matches("[0-9]{" + length + "}")) {
            return made;
        }
        String own = (made.charAt(0) == '0' ? "1" : made.substring(0, 1)) + made.substring(1, length - 1);
        int check = 10;
        for (int i = 0; i < own.length(); i++) {
            int sum = (own.charAt(i) - '0' + check) % 10;
            check = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return own + (11 - check) % 10;
    }

    /** Luhn's. */
    private static String mod10(String made, int length) {
        if (!made.matches("[0-9]{" + length + "}")) {
            return made;
        }
        int sum = 0;
        for (int i = 0; i < length - 1; i++) {
            int digit = made.charAt(length - 2 - i) - '0';
            sum += i % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        return made.substring(0, length - 1) + (10 - sum % 10) % 10;
    }

    /** Other digits for digits and other letters for letters; the digits by a permutation, as many times as it was tried. */
    private String alike(String compact, String purpose, int attempt) {
        String masked = NumberScanner.digits(compact);
        for (int time = 0; time <= attempt; time++) {
            masked = key.digits(masked);
        }
        byte[] drawn = key.bytes(purpose, compact);
        StringBuilder made = new StringBuilder();
        int digit = 0;
        for (int i = 0; i < compact.length(); i++) {
            char character = compact.charAt(i);
            made.append(
                    NumberScanner.digit(character)
                            ? masked.charAt(digit++)
                            : Character.isLetter(character)
                                    ? (char) ('A' + (drawn[i % drawn.length] & 0xFF) % 26)
                                    : character);
        }
        return made.toString();
    }

    static String compact(String number) {
        StringBuilder compact = new StringBuilder();
        String upper = number.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char character = upper.charAt(i);
            if (Character.isLetterOrDigit(character)) {
                compact.append(character);
            }
        }
        return compact.toString();
    }

    private static int remainder(String letters) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            digits.append(Character.digit(letters.charAt(i), 36));
        }
        return new BigInteger(digits.toString()).mod(MODULUS).intValue();
    }

    /** The digits of a text, one after the other, in place of its own. */
    private static String replaced(String form, String digits) {
        StringBuilder text = new StringBuilder(form);
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            if (NumberScanner.digit(text.charAt(i))) {
                text.setCharAt(i, digits.charAt(next++));
            }
        }
        return text.toString();
    }

    /** Letters and digits, one after the other, in place of a text's own. */
    private static String replacedAll(String form, String compact) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < form.length(); i++) {
            char character = form.charAt(i);
            if (!Character.isLetterOrDigit(character) || next >= compact.length()) {
                text.append(character);
                continue;
            }
            char made = compact.charAt(next++);
            text.append(Character.isLowerCase(character) ? Character.toLowerCase(made) : made);
        }
        return text.toString();
    }
}
