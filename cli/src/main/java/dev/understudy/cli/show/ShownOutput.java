package dev.understudy.cli.show;

import dev.understudy.model.text.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What all commands write through, so that none can forget it: UTF-8 text that can be read and do no more, but for what
 * {@link Ink} asks of the terminal. Writes whole lines, and what there is when it is flushed.
 */
public final class ShownOutput extends OutputStream {

    private final OutputStream to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public ShownOutput(OutputStream to) {
        this.to = to;
    }

    @Override
    public synchronized void write(int one) throws IOException {
        line.write(one);
        if (one == '\n') {
            flush();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        int rest = from;
        for (int at = from; at < from + length; at++) {
            if (bytes[at] == '\n') {
                line.write(bytes, rest, at + 1 - rest);
                show();
                rest = at + 1;
            }
        }
        line.write(bytes, rest, from + length - rest);
        if (rest > from) {
            to.flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        show();
        to.flush();
    }

    private void show() throws IOException {
        String shown = Ink.asSeen(Shown.text(line.toString(StandardCharsets.UTF_8)));
        line.reset();
        to.write(shown.getBytes(StandardCharsets.UTF_8));
    }
}
