package dev.understudy.targets.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A member of a zip, for a writer that closes its stream: the zip goes on. */
final class ZipMember extends FilterOutputStream {

    ZipMember(OutputStream zip) {
        super(zip);
    }

    /** All at once; a filter would take it byte by byte. */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
