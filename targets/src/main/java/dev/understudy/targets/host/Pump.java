package dev.understudy.targets.host;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Carries streams in and out of a command, and remembers which side of ours broke. */
final class Pump {

    private final @Nullable InputStream in;
    private final OutputStream out;
    private volatile @Nullable IOException failure;

    Pump(@Nullable InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Our input; when it breaks, the command sees its end, and {@link #rethrow} tells. */
    InputStream source() {
        InputStream given = in == null ? InputStream.nullInputStream() : in;
        return new FilterInputStream(given) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    return super.read(buffer, offset, length);
                } catch (IOException broken) {
                    failure = broken;
                    throw broken;
                }
            }
        };
    }

    /** Carries the command's output; closing its end makes the command stop when ours cannot take more. */
    void toOut(InputStream stream) {
        try (stream) {
            stream.transferTo(out);
            out.flush();
        } catch (IOException broken) {
            failure = broken;
        }
    }

    void rethrow() throws IOException {
        IOException broken = failure;
        if (broken != null) {
            throw broken;
        }
    }
}
