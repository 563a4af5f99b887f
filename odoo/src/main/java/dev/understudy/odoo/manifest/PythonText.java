package dev.understudy.odoo.manifest;

import dev.understudy.odoo.manifest.LiteralFault.Broken;
import dev.understudy.odoo.manifest.LiteralFault.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a Python source: blanks, comments and strings. */
final class PythonText {

    private static final Pattern STRING = Pattern.compile("([rRuUbB]|[rR][bB]|[bB][rR])?(\"\"\"|'''|\"|')");
    private static final Pattern FORMATTED = Pattern.compile("[rR]?[fF][rR]?[\"']");
    private static final int SHOWN = 30;

    private final String source;
    private int position;
    private int line = 1;

    PythonText(String source) {
        this.source = source.replace("\r\n", "\n").replace('\r', '\n');
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        return position >= source.length();
    }

    boolean at(char wanted) {
        return !atEnd() && source.charAt(position) == wanted;
    }

    boolean take(char wanted) {
        if (!at(wanted)) {
            return false;
        }
        skip();
        return true;
    }

    void need(char wanted) throws Broken {
        if (!take(wanted)) {
            throw atEnd() ? fault(Kind.UNEXPECTED_END, "") : unexpected();
        }
    }

    void skip() {
        if (source.charAt(position++) == '\n') {
            line++;
        }
    }

    void skipBlanks() {
        while (!atEnd()) {
            char c = source.charAt(position);
            if (c == '#') {
                while (!atEnd() && !at('\n')) {
                    position++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\f') {
                skip();
            } else if (c == '\\' && source.startsWith("\\\n", position)) {
                skip();
                skip();
            } else {
                return;
            }
        }
    }

    Matcher match(Pattern pattern) {
        return pattern.matcher(source).region(position, source.length());
    }

    String take(Matcher found) {
        position = found.end();
        return found.group();
    }

    boolean atString() throws Broken {
        if (match(FORMATTED).lookingAt()) {
            throw fault(Kind.NOT_A_LITERAL, shown());
        }
        return match(STRING).lookingAt();
    }

    /** The string at this place, its escape sequences resolved. */
    String string() throws Broken {
        Matcher opening = match(STRING);
        if (!opening.lookingAt()) {
            throw unexpected();
        }
        String prefix = opening.group(1) == null ? "" : opening.group(1).toLowerCase(Locale.ROOT);
        String quote = opening.group(2);
        int begin = line;
        String shown = shown();
        position = opening.end();
        var value = new StringBuilder();
        while (true) {
            if (atEnd() || (quote.length() == 1 && at('\n'))) {
                throw new Broken(begin, Kind.UNTERMINATED_STRING, shown);
            }
            if (source.startsWith(quote, position)) {
                position += quote.length();
                return value.toString();
            }
            if (!at('\\')) {
                value.append(source.charAt(position));
                skip();
            } else if (prefix.contains("r")) {
                raw(value);
            } else {
                escape(value);
            }
        }
    }

    private void raw(StringBuilder value) {
        value.append('\\');
        skip();
        if (!atEnd()) {
            value.append(source.charAt(position));
            skip();
        }
    }

    private void escape(StringBuilder value) throws Broken {
        skip();
        if (atEnd()) {
            throw fault(Kind.UNTERMINATED_STRING, "");
        }
        char c = source.charAt(position);
        skip();
        switch (c) {
            case '\n' -> {}
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000b');
            case '\\', '\'', '"' -> value.append(c);
            case 'x' -> value.appendCodePoint(hex(2));
            case 'u' -> value.appendCodePoint(hex(4));
            case 'U' -> value.appendCodePoint(hex(8));
            case 'N' -> value.appendCodePoint(named());
            case '0', '1', '2', '3', '4', '5', '6', '7' -> value.appendCodePoint(octal(c));
            default -> value.append('\\').append(c);
        }
    }

    private int hex(int digits) throws Broken {
        int end = Math.min(source.length(), position + digits);
        String written = source.substring(position, end);
        if (!written.matches("[0-9a-fA-F]{" + digits + "}") || !Character.isValidCodePoint(parse(written))) {
            throw fault(Kind.WRONG_ESCAPE, "\\" + source.charAt(position - 1) + written);
        }
        position = end;
        return parse(written);
    }

    private static int parse(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }

    private int named() throws Broken {
        int end = source.indexOf('}', position);
        if (!at('{') || end < 0) {
            throw fault(Kind.WRONG_ESCAPE, "\\N");
        }
        String name = source.substring(position + 1, end);
        try {
            int character = Character.codePointOf(name);
            position = end + 1;
            return character;
        } catch (IllegalArgumentException unknown) {
            throw fault(Kind.WRONG_ESCAPE, "\\N{" + name + "}");
        }
    }

    private int octal(char first) {
        int value = first - '0';
        for (int i = 0; i < 2 && !atEnd() && source.charAt(position) >= '0' && source.charAt(position) <= '7'; i++) {
            value = value * 8 + source.charAt(position) - '0';
            position++;
        }
        return value;
    }

    Broken unexpected() {
        return fault(Kind.UNEXPECTED, shown());
    }

    Broken fault(Kind kind, String found) {
        return new Broken(line, kind, found);
    }

    private String shown() {
        int end = source.indexOf('\n', position);
        end = Math.min(end < 0 ? source.length() : end, position + SHOWN);
        return source.substring(Math.min(position, source.length()), end);
    }
}
