package dev.understudy.targets.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who asks for environments that sleep, as the edge writes it down. A page that was left open asks for its websocket again and again:
 * that wakes nobody.
 */
final class Askers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<String, GrowingFile> read = new ConcurrentHashMap<>();

    /** @param folder of the edge's logs */
    Askers(Path folder) {
        this.folder = folder;
    }

    /** The environment whose file this is; empty for any other file. */
    static Optional<String> environment(String file) {
        int at = file.indexOf(CaddyLogs.WAKING.replace(".log", ""));
        return at > 0 ? Optional.of(file.substring(0, at)) : Optional.empty();
    }

    /** Whether somebody asked since the last look; at the first look, whether somebody does who was not there before. */
    boolean any(String environment) {
        try {
            return anyNew(environment);
        } catch (NoSuchFileException nobodyYet) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean anyNew(String environment) throws IOException {
        Path file = folder.resolve(environment + CaddyLogs.WAKING);
        GrowingFile known = read.get(environment);
        AtomicBoolean asked = new AtomicBoolean();
        if (known == null) {
            GrowingFile opened = GrowingFile.open(file);
            opened.read(line -> {});
            read.put(environment, opened);
            return false;
        }
        known.read(line -> asked.compareAndSet(false, counts(line)));
        if (!known.isAt(file)) {
            forget(environment);
        }
        return asked.get();
    }

    /** What is asked from now on is new. */
    void forget(String environment) {
        GrowingFile known = read.remove(environment);
        if (known != null) {
            try {
                known.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static boolean counts(String line) {
        try {
            JsonNode headers = JSON.readTree(line).path("request").path("headers");
            // A client may offer HTTP/2 by the same header.
            return headers.isObject()
                    && headers.path("Upgrade")
                            .valueStream()
                            .noneMatch(one -> one.asString("").equalsIgnoreCase("websocket"));
        } catch (JacksonException cutOff) {
            return false;
        }
    }
}
