package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Data;
import dev.understudy.model.audit.AuditReport.Filestore;
import dev.understudy.model.audit.AuditReport.Installation;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.NotMeasured;
import dev.understudy.model.audit.AuditReport.OdooBuild;
import dev.understudy.model.audit.AuditReport.Server;
import dev.understudy.model.audit.AuditReport.Work;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.dump.DumpManifest;
import dev.understudy.targets.dump.Dump;
import dev.understudy.targets.dump.Parcel;
import dev.understudy.targets.dump.Parcels;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads a dump from its beginning to its end, without any server to load it into. */
final class DumpAudit {

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int LARGEST = 12;

    /** A database with its indexes, against its rows as text. */
    private static final int WITH_INDEXES = 2;

    private final LocalHost host;
    private final InstantSource clock;

    DumpAudit(LocalHost host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    /**
     * The report.
     *
     * @throws dev.understudy.model.fault.FaultException {@code audit.dump-unreadable}, {@code audit.not-odoo}, {@code
     *     dump.cut-off} and what else {@link Parcels#open} throws
     */
    AuditReport look(AuditOrder order) {
        Instant began = clock.instant();
        Path from = Path.of(order.dump());
        try {
            Path staging = Files.createTempDirectory(Path.of("/var/tmp"), "understudy-audit-");
            try {
                Path files = order.filestore().isEmpty() ? null : Path.of(order.filestore());
                Parcel parcel = new Parcels(host, null).open(from, files, staging);
                return report(began, from, parcel, read(from, parcel.dump()));
            } finally {
                host.delete(staging);
            }
        } catch (IOException broken) {
            throw unreadable(from, String.valueOf(broken.getMessage()));
        }
    }

    private DumpTables read(Path from, Dump dump) throws IOException {
        DumpTables tables = new DumpTables();
        switch (dump) {
            case Dump.Sql sql -> {
                try (InputStream in = sql.opening().open(read -> {})) {
                    in.transferTo(tables);
                }
            }
            case Dump.Archive archive -> {
                Path program = new PostgresBinaries(host).newest().resolve("pg_restore");
                CommandResult result = host.stream(
                        Command.of(program, "--file=-", archive.path()).within(LONGEST), null, tables);
                if (!result.succeeded()) {
                    throw unreadable(from, result.err().strip());
                }
            }
        }
        if (!tables.complete()) {
            throw Fault.usage("dump.cut-off").at(from).exception();
        }
        return tables;
    }

    private static RuntimeException unreadable(Path from, String why) {
        return Fault.usage("audit.dump-unreadable", why).at(from).exception();
    }

    private AuditReport report(Instant began, Path from, Parcel parcel, DumpTables tables) throws IOException {
        OdooRows rows = new OdooRows(tables);
        if (!rows.odoo()) {
            throw Fault.usage("audit.not-odoo", from.getFileName()).at(from).exception();
        }
        List<NotMeasured> notMeasured = new ArrayList<>();
        Filestore filestore = filestore(parcel, tables, notMeasured);
        String version = tables.version();
        Data data = new Data(
                String.valueOf(from.getFileName()),
                parcel.dump().bytes(),
                tables.largest(LARGEST),
                tables.tables(),
                tables.withoutKey(),
                List.of(),
                tables.objects(),
                rows.users(),
                rows.companies());
        Map<String, Long> crons = rows.crons();
        return new AuditReport(
                began,
                Duration.between(began, clock.instant()).toMillis(),
                new Installation(
                        kind(parcel),
                        "",
                        0,
                        "",
                        "",
                        List.of(),
                        false,
                        "",
                        List.of(parcel.dump().shown())),
                new OdooBuild(
                        rows.series(), "", "", rows.enterprise() ? "enterprise" : "community", 0, List.of(), false),
                new Server(
                        version,
                        DatabaseLook.number(version.replaceFirst("\\..*", "")),
                        "",
                        "",
                        "",
                        "",
                        false,
                        tables.extensions(),
                        tables.owners(),
                        false),
                data,
                List.of(),
                rows.modules(Optional.empty()),
                filestore,
                rows.outside(List.of()),
                new Work(
                        crons.values().stream().mapToLong(Long::longValue).sum(),
                        crons.getOrDefault("", 0L),
                        rows.queueJobs(),
                        rows.waitingMail(),
                        0,
                        0,
                        List.of(),
                        false,
                        false),
                List.of(),
                Plans.ofDump(Math.max(parcel.dump().bytes(), WITH_INDEXES * tables.bytes()), filestore, host),
                notMeasured);
    }

    /** Odoo's own dumps have a manifest; those of Odoo.sh have none, and the files beside the dump. */
    private static Kind kind(Parcel parcel) throws IOException {
        boolean manifest = false;
        if (parcel.zip().isPresent()) {
            try (ZipFile zip = new ZipFile(parcel.zip().get().toFile())) {
                manifest = zip.getEntry(DumpManifest.FILE) != null;
            }
        }
        return !manifest && !parcel.filestores().isEmpty() ? Kind.ODOO_SH_DUMP : Kind.DUMP;
    }

    private static @Nullable Filestore filestore(Parcel parcel, DumpTables tables, List<NotMeasured> notMeasured)
            throws IOException {
        if (parcel.filestores().size() != 1) {
            notMeasured.add(new NotMeasured("filestore", "no-folder"));
            return null;
        }
        Path folder = parcel.filestores().getFirst();
        FilestoreLook look = new FilestoreLook(folder);
        tables.attachments(look::names);
        return look.result(String.valueOf(folder.getFileName()));
    }
}
