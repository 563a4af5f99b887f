package dev.understudy.targets.edge;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Caddy's API, which listens on a socket of the file system alone. */
final class AdminSocket {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a path of a socket may have, in bytes (unix(7)). */
    private static final int LONGEST = 107;

    private final Path socket;

    AdminSocket(Path socket) {
        this.socket = socket;
    }

    /** What Caddy knows of every upstream: its address, and the requests that it is at work on. */
    JsonNode upstreams() throws IOException {
        if (socket.toString().length() <= LONGEST) {
            return get(socket, "/reverse_proxy/upstreams");
        }
        Path near = Files.createTempDirectory("us");
        Path link = near.resolve("e");
        try {
            Files.createSymbolicLink(link, socket.getParent());
            return get(link.resolve(socket.getFileName()), "/reverse_proxy/upstreams");
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(near);
        }
    }

    private static JsonNode get(Path at, String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(at));
            String request = "GET " + path + " HTTP/1.0\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            int body = answer.indexOf("\r\n\r\n");
            if (body < 0 || !answer.startsWith("HTTP/1.") || !answer.contains(" 200 ")) {
                throw new IOException(
                        "Caddy's API answered " + answer.lines().findFirst().orElse("nothing"));
            }
            return JSON.readTree(answer.substring(body + 4));
        }
    }
}
