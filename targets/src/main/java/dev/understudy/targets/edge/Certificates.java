package dev.understudy.targets.edge;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a url has its certificate, and what the authority said when not: Caddy tries again and again by itself, ever more
 * seldom, and says why in its log alone.
 */
final class Certificates {

    private static final JsonMapper JSON = new JsonMapper();

    /** How much of the end of Caddy's log is read, in bytes. */
    private static final int LOOK_BACK = 256 << 10;

    /** A try that ended with the configuration that it was made for; another follows. */
    private static final String CUT_OFF = "context canceled";

    private final Path data;
    private final Path log;

    /**
     * @param data where Caddy keeps certificates
     * @param log a JSON line for whatever it says
     */
    Certificates(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    /** What is wrong with the certificate of a url; empty when nothing is, or it needs none. */
    Optional<Fault> trouble(URI url) {
        if (!url.getScheme().equals("https")) {
            return Optional.empty();
        }
        String name = url.getHost().toLowerCase(Locale.ROOT);
        String said = complaint(name);
        if (present(name)) {
            return said.isEmpty() ? Optional.empty() : Optional.of(Fault.failed("edge.not-renewed", name, said));
        }
        return Optional.of(
                said.isEmpty()
                        ? Fault.failed("edge.certificate-awaited", name)
                        : Fault.failed("edge.no-certificate", name, said));
    }

    /** Caddy keeps those of each authority in a folder. */
    private boolean present(String name) {
        Path all = data.resolve("certificates");
        if (!Files.isDirectory(all)) {
            return false;
        }
        try (Stream<Path> authorities = Files.list(all)) {
            return authorities.anyMatch(
                    authority -> Files.exists(authority.resolve(name).resolve(name + ".crt")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Why the last try failed; empty when it did not, or there was none. */
    private String complaint(String name) {
        String complaint = "";
        for (String line : end().lines().filter(line -> line.contains(name)).toList()) {
            JsonNode entry = parsed(line);
            if (!entry.path("identifier").asString("").equals(name)) {
                continue;
            }
            String error = entry.path("error").asString("");
            if (entry.path("msg").asString("").endsWith("successfully")) {
                complaint = "";
            } else if (!error.isEmpty() && !error.endsWith(CUT_OFF)) {
                complaint = error;
            }
        }
        return complaint;
    }

    private String end() {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - LOOK_BACK));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException notYet) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException cutOff) {
            return JSON.createObjectNode();
        }
    }
}
