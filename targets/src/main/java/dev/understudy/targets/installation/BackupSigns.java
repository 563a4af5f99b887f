package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What on a machine looks like a backup of an Odoo. Lines of crontabs may hold passwords: only their place is told. */
record BackupSigns(Place place) {

    private static final List<String> CRONTABS = List.of(
            "/etc/crontab",
            "/etc/cron.d",
            "/etc/cron.hourly",
            "/etc/cron.daily",
            "/etc/cron.weekly",
            "/var/spool/cron",
            "/var/spool/cron/crontabs");

    private static final List<String> UNITS = List.of("/etc/systemd/system", "/usr/lib/systemd/system");

    private static final List<String> FOLDERS = List.of(
            "/backup",
            "/backups",
            "/var/backups",
            "/srv/backup",
            "/srv/backups",
            "/opt/backup",
            "/opt/backups",
            "/opt/odoo/backup",
            "/opt/odoo/backups",
            "/var/lib/odoo/backups",
            "/home/odoo/backups",
            "/var/lib/pgbackrest",
            "/var/lib/barman");

    private static final Pattern PROGRAM = Pattern.compile(
            "(?i)\\b(pg_dump|pg_dumpall|pg_basebackup|pgbackrest|barman|wal-g|wal-e|restic|borg|borgmatic|duplicity"
                    + "|rsnapshot|autopostgresqlbackup|click-odoo-backupdb|odoo[\\w.-]*backup|backup[\\w.-]*odoo)\\b");

    private static final Pattern DUMP =
            Pattern.compile("(?i).*\\.(dump|sql|sql\\.gz|sql\\.zst|sql\\.bz2|zip|backup|pgdump|tar\\.gz|tgz|tar)");

    private static final int DEPTH = 3;

    /** All signs. */
    List<Backup> all() {
        List<Backup> signs = new ArrayList<>();
        for (String crontab : CRONTABS) {
            files(crontab).forEach(file -> planned("cron", file).ifPresent(signs::add));
        }
        for (String folder : UNITS) {
            files(folder).stream()
                    .filter(file -> file.toString().endsWith(".service"))
                    .filter(file -> Files.exists(Path.of(file.toString().replaceFirst("\\.service$", ".timer"))))
                    .forEach(file -> planned("timer", file).ifPresent(signs::add));
        }
        for (String folder : FOLDERS) {
            newest(folder).ifPresent(signs::add);
        }
        return signs;
    }

    private static Optional<Backup> planned(String what, Path file) {
        List<String> lines = Place.text(file).orElse("").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().startsWith("#")
                    && PROGRAM.matcher(lines.get(i)).find()) {
                return Optional.of(new Backup(what, file + ":" + (i + 1), null, 0));
            }
        }
        return Optional.empty();
    }

    private List<Path> files(String path) {
        Path there = place.at(path);
        if (Files.isRegularFile(there)) {
            return List.of(there);
        }
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(there)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private Optional<Backup> newest(String folder) {
        Path there = place.at(folder);
        if (!Files.isDirectory(there)) {
            return Optional.empty();
        }
        Instant newest = Instant.EPOCH;
        long bytes = 0;
        try (Stream<Path> files = Files.walk(there, DEPTH)) {
            for (Path file : files.filter(
                            one -> DUMP.matcher(one.getFileName().toString()).matches())
                    .filter(one -> !one.getFileName().toString().startsWith("dpkg"))
                    .filter(one -> !one.getFileName().toString().startsWith("alternatives"))
                    .toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isAfter(newest)) {
                    newest = attributes.lastModifiedTime().toInstant();
                    bytes = attributes.size();
                }
            }
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return Optional.empty();
        }
        return newest.equals(Instant.EPOCH)
                ? Optional.empty()
                : Optional.of(new Backup("folder", folder, newest, bytes));
    }
}
