package dev.understudy.model.release;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An immutable set of code.
 *
 * @param id {@code r1}, {@code r2}… in the order of their making
 * @param by who made it
 * @param odoo the Odoo build, e.g. {@code debian:19.0.0+dfsg-1}
 * @param commits the full commit id by repository, and by {@code REPOSITORY/PATH} for its submodules
 */
public record Release(String id, Instant createdAt, String by, String odoo, Map<String, String> commits) {
    public Release {
        commits = Collections.unmodifiableMap(new TreeMap<>(commits));
    }
}
