package dev.understudy.targets.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one thread writes and another reads. Unlike Java's pipes it does not care which threads these are, and tells the
 * reader why the writer has ended.
 */
final class Conduit {

    private static final int PARTS = 16;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> parts = new ArrayBlockingQueue<>(PARTS);
    private volatile boolean unread;
    private volatile @Nullable IOException failure;

    /** Where it is written; {@link #end} ends it, not closing. */
    OutputStream in() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                put(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (length > 0) {
                    put(Arrays.copyOfRange(bytes, from, from + length));
                }
            }
        };
    }

    /** Ends it; what was written before is still read. */
    void end(@Nullable IOException why) {
        failure = why;
        try {
            put(END);
        } catch (IOException nobodyReads) {
            // Nor asks why.
        }
    }

    private void put(byte[] part) throws IOException {
        try {
            while (!unread) {
                if (parts.offer(part, 1, TimeUnit.SECONDS)) {
                    return;
                }
            }
            throw new IOException("nobody reads any more");
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Where it is read. */
    InputStream out() {
        return new InputStream() {
            private byte[] part = new byte[0];
            private int at;
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                if (at == part.length && !ended) {
                    part = take();
                    at = 0;
                    ended = part.length == 0;
                }
                if (ended) {
                    IOException why = failure;
                    if (why != null) {
                        throw why;
                    }
                    return -1;
                }
                int read = Math.min(length, part.length - at);
                System.arraycopy(part, at, bytes, from, read);
                at += read;
                return read;
            }

            @Override
            public void close() {
                unread = true;
                parts.clear();
            }
        };
    }

    private byte[] take() throws IOException {
        try {
            return parts.take();
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
