package dev.understudy.targets.dump;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dump in SQL, statement by statement, as psql splits it: quotes, dollar quotes, comments, parentheses and the
 * bodies of functions that are written in SQL. What stands between {@code COPY .. FROM stdin;} and {@code \.} is data.
 */
final class DumpReader {

    private static final int BUFFER = 1 << 16;

    /** PostgreSQL itself takes no longer string. */
    private static final int LONGEST = 1 << 30;

    private static final String COMPLETE = "PostgreSQL database dump complete";
    private static final String FROM_VERSION = "Dumped from database version ";
    private static final String OF_ALL = "PostgreSQL database cluster dump";

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long read;

    private Charset charset = StandardCharsets.UTF_8;
    private boolean backslashes;
    private boolean complete;
    private boolean ofAllDatabases;
    private String version = "";

    DumpReader(InputStream in) {
        this.in = in;
    }

    /** What stands next in a dump. */
    sealed interface Piece {

        /** A statement, without what ends it. */
        record Sql(String text) implements Piece {}

        /** A line for psql itself, such as {@code \connect acme}. */
        record Meta(String line) implements Piece {}
    }

    /** Takes a part of what is copied, in UTF-8 and in whole lines. */
    interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    /** In which encoding the following stands. */
    void charset(Charset next) {
        charset = next;
    }

    /** Whether a backslash escapes in strings that do not say so: {@code standard_conforming_strings = off}. */
    void backslashes(boolean escape) {
        backslashes = escape;
    }

    /** Whether pg_dump's last words have come by. */
    boolean complete() {
        return complete;
    }

    /** Whether it is of all databases of a cluster, as pg_dumpall writes it. */
    boolean ofAllDatabases() {
        return ofAllDatabases;
    }

    /** Of the server that it was made from, {@code 17.2}; empty while it was not told. */
    String version() {
        return version;
    }

    /** Bytes read so far. */
    long position() {
        return read - (end - at);
    }

    /** The next piece; absent at the end. */
    @Nullable Piece next() throws IOException {
        int first = skipped();
        if (first < 0) {
            return null;
        }
        if (first == '\\') {
            return new Piece.Meta(line().strip());
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        statement(text);
        return new Piece.Sql(text.toString(charset).strip());
    }

    /** Hands on what follows {@code COPY .. FROM stdin;}, up to the line that ends it. */
    void copy(Sink sink) throws IOException {
        line();
        Lines lines = new Lines();
        while (true) {
            int begins = lines.size();
            if (!lineTo(lines)) {
                throw new EOFException();
            }
            if (lines.endsCopy(begins)) {
                give(lines.bytes(), begins, sink);
                return;
            }
            if (lines.size() > BUFFER) {
                give(lines.bytes(), lines.size(), sink);
                lines.reset();
            }
        }
    }

    /** Whole lines, looked at where they are. */
    private static final class Lines extends ByteArrayOutputStream {

        Lines() {
            super(2 * BUFFER);
        }

        byte[] bytes() {
            return buf;
        }

        /** Whether the line that begins there is the one behind the last row. */
        boolean endsCopy(int from) {
            int length = count - from;
            return length >= 2
                    && length <= 4
                    && buf[from] == '\\'
                    && buf[from + 1] == '.'
                    && (length == 2 || buf[from + 2] == '\r' || buf[from + 2] == '\n');
        }
    }

    private void give(byte[] bytes, int length, Sink sink) throws IOException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            sink.take(bytes, length);
        } else {
            byte[] recoded = new String(bytes, 0, length, charset).getBytes(StandardCharsets.UTF_8);
            sink.take(recoded, recoded.length);
        }
    }

    /** The first byte of what is neither space nor comment; it is not taken yet. */
    private int skipped() throws IOException {
        while (true) {
            int b = peek();
            if (b == '-' && peekSecond() == '-') {
                comment(line());
            } else if (b == '/' && peekSecond() == '*') {
                blockComment(new ByteArrayOutputStream());
            } else if (b >= 0 && b != ';' && !Character.isWhitespace(b) && b != 0xEF && b != 0xBB && b != 0xBF) {
                return b;
            } else if (b < 0) {
                return b;
            } else {
                take();
            }
        }
    }

    private void comment(String line) {
        String said = line.substring(2).strip();
        complete |= said.equals(COMPLETE);
        ofAllDatabases |= said.equals(OF_ALL);
        if (said.startsWith(FROM_VERSION) && version.isEmpty()) {
            version = said.substring(FROM_VERSION.length()).split(" ", 2)[0];
        }
    }

    private void statement(ByteArrayOutputStream text) throws IOException {
        Nesting nesting = new Nesting();
        int before = ' ';
        while (true) {
            int b = take();
            if (b < 0) {
                throw new EOFException();
            }
            if (text.size() > LONGEST) {
                throw new IOException("a statement of more than 1 GB");
            }
            if (b == ';' && nesting.outermost()) {
                return;
            }
            text.write(b);
            if (b == '\'') {
                quoted(text, '\'', backslashes || nesting.escapes());
            } else if (b == '"') {
                quoted(text, '"', false);
            } else if (b == '$' && !isWord(before)) {
                dollarQuoted(text);
            } else if (b == '-' && peek() == '-') {
                text.write((line() + "\n").getBytes(charset));
            } else if (b == '/' && peek() == '*') {
                take();
                text.write('*');
                rest(text);
            }
            nesting.see(b);
            before = b;
        }
    }

    private void quoted(ByteArrayOutputStream text, int quote, boolean escapes) throws IOException {
        while (true) {
            int b = take();
            if (b < 0) {
                throw new EOFException();
            }
            text.write(b);
            if (b == '\\' && escapes) {
                text.write(take());
            } else if (b == quote) {
                // A doubled quote begins another string, which comes to the same.
                return;
            }
        }
    }

    private void dollarQuoted(ByteArrayOutputStream text) throws IOException {
        ByteArrayOutputStream tag = new ByteArrayOutputStream();
        while (isWord(peek()) && peek() != '$') {
            tag.write(take());
        }
        text.write(tag.toByteArray());
        if (peek() != '$' || (tag.size() > 0 && Character.isDigit(tag.toByteArray()[0]))) {
            return;
        }
        text.write(take());
        byte[] closing = ("$" + tag.toString(StandardCharsets.ISO_8859_1) + "$").getBytes(StandardCharsets.ISO_8859_1);
        int matched = 0;
        while (matched < closing.length) {
            int b = take();
            if (b < 0) {
                throw new EOFException();
            }
            text.write(b);
            matched = b == closing[matched] ? matched + 1 : b == '$' ? 1 : 0;
        }
    }

    private void blockComment(ByteArrayOutputStream text) throws IOException {
        take();
        take();
        rest(text);
    }

    /** Of a comment that has begun; they nest. */
    private void rest(ByteArrayOutputStream text) throws IOException {
        int depth = 1;
        while (depth > 0) {
            int b = take();
            if (b < 0) {
                throw new EOFException();
            }
            text.write(b);
            if (b == '*' && peek() == '/') {
                text.write(take());
                depth--;
            } else if (b == '/' && peek() == '*') {
                text.write(take());
                depth++;
            }
        }
    }

    private static boolean isWord(int b) {
        return b == '_' || b == '$' || b >= 0x80 || Character.isLetterOrDigit(b);
    }

    /** Up to and with the end of the line, which is not in it. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        lineTo(line);
        String text = line.toString(charset);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether there was a whole line, or the last one without its end. */
    private boolean lineTo(ByteArrayOutputStream line) throws IOException {
        boolean any = false;
        while (fill()) {
            any = true;
            for (int i = at; i < end; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, at, i + 1 - at);
                    at = i + 1;
                    return true;
                }
            }
            line.write(buffer, at, end - at);
            at = end;
        }
        return any;
    }

    private int peek() throws IOException {
        return fill() ? buffer[at] & 0xff : -1;
    }

    private int peekSecond() throws IOException {
        if (end - at < 2 && fill()) {
            buffer[0] = buffer[at];
            at = 0;
            int more = in.read(buffer, 1, BUFFER - 1);
            end = 1 + Math.max(0, more);
            read += Math.max(0, more);
        }
        return end - at < 2 ? -1 : buffer[at + 1] & 0xff;
    }

    private int take() throws IOException {
        return fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer, 0, BUFFER));
            read += end;
        }
        return end > 0;
    }

    /** How deep a statement stands in parentheses, and in the body of a function that is written in SQL. */
    private static final class Nesting {

        private final StringBuilder word = new StringBuilder();
        private int words;
        private boolean routine;
        private boolean creates;
        private int parentheses;
        private int blocks;

        boolean outermost() {
            endWord();
            return parentheses == 0 && blocks == 0;
        }

        /** Whether a string that begins now is one with escapes: {@code E'..'}. */
        boolean escapes() {
            return word.toString().equalsIgnoreCase("e");
        }

        void see(int b) {
            if (b == '(') {
                parentheses++;
            } else if (b == ')') {
                parentheses = Math.max(0, parentheses - 1);
            }
            if (isWord(b)) {
                word.append((char) b);
            } else {
                endWord();
            }
        }

        private void endWord() {
            String ended = word.toString().toLowerCase(Locale.ROOT);
            word.setLength(0);
            if (ended.isEmpty()) {
                return;
            }
            words++;
            creates |= words == 1 && ended.equals("create");
            routine |= creates && words <= 4 && (ended.equals("function") || ended.equals("procedure"));
            if (!routine || parentheses > 0) {
                return;
            }
            if (ended.equals("begin") || (blocks > 0 && ended.equals("case"))) {
                blocks++;
            } else if (blocks > 0 && ended.equals("end")) {
                blocks--;
            }
        }
    }
}
