package dev.understudy.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** The codes of an app for second factors: {@code oathtool}'s arithmetic, by Python's standard library and not by ours. */
final class Codes {

    private static final String PROGRAM = """
            import base64, hmac, struct, sys, time
            h = hmac.new(base64.b32decode(sys.argv[1]), struct.pack('>Q', int(time.time()) // 30), 'sha1').digest()
            o = h[-1] & 15
            print('%06d' % ((struct.unpack('>I', h[o:o + 4])[0] & 0x7fffffff) % 1000000))
            """;

    private Codes() {}

    /** The code of now. */
    static String now(String base32) throws IOException {
        Process python = new ProcessBuilder("python3", "-c", PROGRAM, base32)
                .redirectErrorStream(true)
                .start();
        return new String(python.getInputStream().readAllBytes(), UTF_8).strip();
    }
}
