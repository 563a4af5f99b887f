package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** How a file is packed, told by its first bytes. */
enum Compression {
    NONE("", ""),
    GZIP("", "\u001f\u008b"),
    ZSTD("zstd", "\u0028\u00b5\u002f\u00fd"),
    BZIP2("bzip2", "BZh"),
    XZ("xz", "\u00fd7zXZ\u0000"),
    LZ4("lz4", "\u0004\"M\u0018");

    private static final Duration LONG = Duration.ofHours(24);

    private final String program;
    private final String magic;

    Compression(String program, String magic) {
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
        return new String(start, StandardCharsets.ISO_8859_1).startsWith(magic);
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
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }
}
