package dev.understudy.targets.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A dump as psql is given it: behind {@code \restrict KEY}, which turns all other backslash commands off (PostgreSQL
 * 14.19, 15.14, 16.10, 17.6 and later), with the pair that newer pg_dump writes itself left out. Inside of a COPY a line
 * that begins so is data, and stays.
 */
final class RestrictedDump extends InputStream {

    private static final int LONGEST_COMMAND = 200;

    private final InputStream dump;
    private InputStream current;
    private boolean copying;

    RestrictedDump(InputStream dump, String key) {
        this.dump = new BufferedInputStream(dump, 1 << 16);
        this.current = new ByteArrayInputStream(
                ("\\restrict " + key.replaceAll("[^A-Za-z0-9]", "") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = current.read(buffer, offset, length);
        while (read < 0) {
            byte[] line = nextLine();
            if (line.length == 0) {
                return -1;
            }
            current = new ByteArrayInputStream(line);
            read = current.read(buffer, offset, length);
        }
        return read;
    }

    private byte[] nextLine() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b = dump.read();
            while (b >= 0) {
                line.write(b);
                if (b == '\n') {
                    break;
                }
                b = dump.read();
            }
            if (line.size() == 0 || keep(line)) {
                return line.toByteArray();
            }
        }
    }

    private boolean keep(ByteArrayOutputStream line) {
        if (line.size() > LONGEST_COMMAND && copying) {
            return true;
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        if (copying) {
            copying = !text.equals("\\.");
            return true;
        }
        copying = text.startsWith("COPY ") && text.endsWith(" FROM stdin;");
        return !text.matches("\\\\(un)?restrict [A-Za-z0-9]+");
    }

    @Override
    public void close() throws IOException {
        dump.close();
    }
}
