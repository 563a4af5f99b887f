package dev.understudy.targets.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checksum manifest of a backup, {@code understudy/checksums.json}: the SHA-256 of every other member.
 *
 * @param sha256 by member
 */
record Checksums(SortedMap<String, String> sha256) {

    private static final JsonMapper JSON = new JsonMapper();

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("sha256", sha256));
    }

    static Checksums read(InputStream stream) throws IOException {
        try {
            Map<String, SortedMap<String, String>> document =
                    JSON.readValue(stream.readAllBytes(), new TypeReference<>() {});
            return new Checksums(document.getOrDefault("sha256", new TreeMap<>()));
        } catch (JacksonException unreadable) {
            throw new IOException(BackupZip.CHECKSUMS, unreadable);
        }
    }
}
