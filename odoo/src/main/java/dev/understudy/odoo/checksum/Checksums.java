package dev.understudy.odoo.checksum;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checksums of a database's modules as they are kept in it, in {@code ir_config_parameter}.
 *
 * @param byModule the checksum of each module when it was last updated
 */
public record Checksums(Map<String, String> byModule) {

    /** The key of {@code ir_config_parameter}. */
    public static final String PARAMETER = "understudy.module_checksums";

    private static final JsonMapper JSON = JsonMapper.shared();

    public Checksums {
        byModule = Map.copyOf(byModule);
    }

    /** Reads what {@link #json} wrote; nothing when it is not that, and then every module counts as changed. */
    public static Optional<Checksums> parse(String json) {
        try {
            Map<String, String> read = JSON.readValue(json, new TypeReference<Map<String, String>>() {});
            return Optional.of(new Checksums(read));
        } catch (JacksonException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    /** One JSON object, module to checksum, sorted. */
    public String json() {
        return JSON.writeValueAsString(new TreeMap<>(byModule));
    }
}
