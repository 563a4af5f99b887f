package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** How a file is packed, told by its first bytes. */
enum Compression {
    NONE("", new int[0]),
    GZIP("", new int[] {0x1f, 0x8b}),
    ZSTD("zstd", new int[] {0x28, 0xb5, 0x2f, 0xfd}),
    BZIP2("bzip2", new int[] {'B', 'Z', 'h'}),
    XZ("xz", new int[] {0xfd, '7', 'z', 'X', 'Z', 0}),
    LZ4("lz4", new int[] {0x04, 0x22, 0x4d, 0x18});

    private static final Duration LONG = Duration.ofHours(24);

    private final String program;
    private final int[] magic;

    Compression(String program, int[] magic) {
        this.program = program;
        this.magic = magic;
    }

    static Compression of(byte[] start) {
        return Arrays.stream(values())
                .filter(one -> one != NONE && one.begins(start))
                .findFirst()
                .orElse(NONE);
    }

    private boolean begins(byte[] start) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= start.length || (start[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads what is in it.
     *
     * @param user unpacks; Understudy's own user when absent
     * @throws dev.understudy.model.fault.FaultException {@code dump.tool-missing} when what unpacks it is not installed
     */
    InputStream unpacked(InputStream packed, LocalHost host, @Nullable String user) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(new BufferedInputStream(packed, 1 << 16), 1 << 16);
            case ZSTD, BZIP2, XZ, LZ4 -> byProgram(packed, host, user);
        };
    }

    private InputStream byProgram(InputStream packed, LocalHost host, @Nullable String user) throws IOException {
        if (!host.run(Command.of("sh", "-c", "command -v " + program)).succeeded()) {
            throw Fault.refused("dump.tool-missing", program, this == XZ ? "xz-utils" : program)
                    .exception();
        }
        Conduit conduit = new Conduit();
        Command unpack = Command.of(List.of(program, "-d", "-c")).as(user).within(LONG);
        Thread.ofPlatform().daemon().name("unpack").start(() -> {
            try {
                CommandResult result = host.stream(unpack, packed, conduit.in());
                conduit.end(result.succeeded() ? null : new IOException(result.err().strip()));
            } catch (IOException broken) {
                conduit.end(broken);
            } catch (FaultException broken) {
                conduit.end(new IOException(broken));
            }
        });
        return conduit.out();
    }

    /** The first bytes of a file. */
    static byte[] start(Path file, int length) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }
}
