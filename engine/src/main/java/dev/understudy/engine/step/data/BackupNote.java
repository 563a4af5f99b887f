package dev.understudy.engine.step.data;

import dev.understudy.model.release.Release;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Understudy notes in a backup beside what Odoo asks for.
 *
 * @param environment whose backup it is
 * @param release the release it ran; absent when Odoo alone
 * @param odoo the Odoo build
 * @param commits by repository
 */
public record BackupNote(String environment, @Nullable String release, String odoo, Map<String, String> commits) {

    /** The member that holds it, under {@code understudy/}. */
    static final String MEMBER = "release.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public BackupNote {
        commits = Map.copyOf(commits);
    }

    static BackupNote of(String environment, Optional<Release> release, String build) {
        return new BackupNote(
                environment,
                release.map(Release::id).orElse(null),
                build,
                release.map(Release::commits).orElse(Map.of()));
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    static Optional<BackupNote> parse(String json) {
        try {
            return Optional.of(JSON.readValue(json, BackupNote.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
