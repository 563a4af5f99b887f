package dev.understudy.targets.backup;

import dev.understudy.targets.postgres.Cluster;
import java.nio.file.Path;
import java.util.Map;

/**
 * What goes into a backup.
 *
 * @param cluster runs, and holds the database
 * @param database its name
 * @param filestore {@code DATA_DIR/filestore/DATABASE}; may be absent
 * @param manifest the text of {@code manifest.json}, as Odoo writes it
 * @param texts small members under {@code understudy/}, by name
 * @param files files and folders under {@code understudy/}, by name; a folder becomes {@code NAME.tar}
 */
public record BackupContent(
        Cluster cluster,
        String database,
        Path filestore,
        String manifest,
        Map<String, String> texts,
        Map<String, Path> files) {

    public BackupContent {
        texts = Map.copyOf(texts);
        files = Map.copyOf(files);
    }
}
