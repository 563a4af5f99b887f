package dev.understudy.engine.step.data;

import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.Release;
import dev.understudy.targets.backup.Backups;
import java.nio.file.Path;
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
 * @param run the run that wrote it; absent in those of earlier versions
 */
public record BackupNote(
        String environment,
        @Nullable String release,
        String odoo,
        Map<String, String> commits,
        @Nullable String run) {

    /** The member that holds it, under {@code understudy/}. */
    static final String MEMBER = "release.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public BackupNote {
        commits = Map.copyOf(commits);
    }

    static BackupNote of(String environment, Optional<Release> release, String build, String run) {
        return new BackupNote(
                environment,
                release.map(Release::id).orElse(null),
                build,
                release.map(Release::commits).orElse(Map.of()),
                run);
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /** What a backup's note says; nothing where the backup is somebody else's. */
    static Optional<BackupNote> in(Path zip, Backups backups) {
        try {
            return Optional.of(JSON.readValue(backups.text(zip, "understudy/" + MEMBER), BackupNote.class));
        } catch (FaultException | JacksonException notOurs) {
            return Optional.empty();
        }
    }
}
