package dev.understudy.engine.step.data;

import dev.understudy.engine.run.StepContext;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.backup.Backups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The code that a backup of Understudy's own was taken with. */
public final class NotedCode {

    private final ProjectHome home;
    private final Backups backups;

    public NotedCode(ProjectHome home, Backups backups) {
        this.home = home;
        this.backups = backups;
    }

    /** Its commits, by repository; none where the backup is somebody else's. */
    public Map<String, String> commits(StepContext context) {
        Path from = ReadBackup.from(home, context);
        if (!Files.isRegularFile(from)) {
            return Map.of();
        }
        return BackupNote.in(from, backups).map(BackupNote::commits).orElse(Map.of());
    }
}
