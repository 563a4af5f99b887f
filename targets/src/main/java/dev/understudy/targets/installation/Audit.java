package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Backup;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Data;
import dev.understudy.model.audit.AuditReport.Filestore;
import dev.understudy.model.audit.AuditReport.Installation;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Limit;
import dev.understudy.model.audit.AuditReport.Modules;
import dev.understudy.model.audit.AuditReport.NotMeasured;
import dev.understudy.model.audit.AuditReport.OdooBuild;
import dev.understudy.model.audit.AuditReport.Outside;
import dev.understudy.model.audit.AuditReport.Server;
import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.model.audit.AuditReport.Work;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.code.ReleaseFile;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Visit;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at an Odoo that somebody else has installed, and changes nothing. */
public final class Audit {

    private static final List<String> LIMITS = List.of(
            "limit_memory_soft",
            "limit_memory_hard",
            "limit_time_cpu",
            "limit_time_real",
            "limit_time_real_cron",
            "limit_request",
            "db_maxconn");

    private final LocalHost host;
    private final InstantSource clock;
    private final Map<String, String> variables;
    private final List<NotMeasured> notMeasured = new ArrayList<>();

    /**
     * @param host this machine
     * @param variables of who asks: {@code PGPASSWORD} counts with an address
     */
    public Audit(LocalHost host, InstantSource clock, Map<String, String> variables) {
        this.host = host;
        this.clock = clock;
        this.variables = Map.copyOf(variables);
    }

    /**
     * The report.
     *
     * @throws dev.understudy.model.fault.FaultException when nothing can be looked at: {@code audit.nothing-found},
     *     {@code audit.several}, {@code audit.no-configuration}, {@code audit.database-refused}, {@code audit.not-odoo}...
     */
    public AuditReport look(AuditOrder order) {
        if (!order.dump().isEmpty()) {
            return new DumpAudit(host, clock).look(order);
        }
        Instant began = clock.instant();
        boolean address = order.database().contains("://");
        Found found = address && order.configuration().isEmpty() ? nowhere() : new Finder().find(order.configuration());
        Visited visited =
                address ? DatabaseAddress.of(order.database(), variables) : DatabaseAddress.of(found, order.database());
        try (Visit visit = Visit.to(visited)) {
            return report(began, order, found, visit);
        }
    }

    private AuditReport report(Instant began, AuditOrder order, Found found, Visit visit) {
        DatabaseLook look = new DatabaseLook(visit, notMeasured);
        OdooRows rows = new OdooRows(look);
        if (notMeasured.stream().anyMatch(one -> one.what().equals("ir_module_module"))) {
            throw Fault.failed("audit.busy", visit.visited().database())
                    .at(visit.visited().place())
                    .exception();
        }
        if (!rows.odoo()) {
            throw Fault.usage("audit.not-odoo", visit.visited().database())
                    .at(visit.visited().place())
                    .exception();
        }
        Data data = look.data(rows.users(), rows.companies());
        Server server = look.server();
        Optional<ModuleFolders> folders = found.code().isEmpty()
                ? Optional.empty()
                : Optional.of(new ModuleFolders(found, new Checkouts(found.place(), host)));
        Modules modules = rows.modules(folders);
        Filestore filestore = filestore(order, found, look, data.database());
        List<Talker> talkers =
                folders.map(known -> talkers(known, rows.installed())).orElse(List.of());
        Outside outside = rows.outside(talkers);
        Work work = work(found, rows, folders);
        List<Backup> backups = new ArrayList<>(new BackupSigns(Place.HERE).all());
        if (server.archiving()) {
            backups.add(new Backup("archive", visit.visited().place(), null, 0));
        }
        rows.installed().stream()
                .filter(name -> name.matches("(database_)?auto_backup|db_backup.*|odoo_backup.*"))
                .forEach(name -> backups.add(new Backup("module", name, null, 0)));
        OdooBuild build = build(found, rows, folders);
        return new AuditReport(
                began,
                Duration.between(began, clock.instant()).toMillis(),
                installation(found),
                build,
                server,
                data,
                folders.map(ModuleFolders::folders).orElse(List.of()),
                modules,
                filestore,
                outside,
                work,
                backups,
                Plans.of(data.bytes(), filestore, host),
                notMeasured);
    }

    private static Found nowhere() {
        return new Found(
                Kind.UNKNOWN,
                Place.HERE,
                Optional.empty(),
                Optional.empty(),
                "",
                Map.of(),
                Map.of(),
                "",
                "/",
                "",
                List.of());
    }

    private static Installation installation(Found found) {
        return new Installation(
                found.kind(),
                found.configuration(),
                found.process().map(OdooProcess::pid).orElse(0L),
                found.user(),
                found.unit().map(unit -> unit.file().toString()).orElse(""),
                found.program(),
                found.place().equals(Place.HERE),
                found.place().equals(Place.HERE) ? "" : found.place().root().toString(),
                found.clues());
    }

    private OdooBuild build(Found found, OdooRows rows, Optional<ModuleFolders> folders) {
        Optional<ReleaseFile> release = found.release();
        Checkouts checkouts = new Checkouts(found.place(), host);
        Optional<Checkout> checkout = found.code().isEmpty() ? Optional.empty() : checkouts.of(found.code());
        String build = found.code().contains("/dist-packages/")
                ? Kinds.packaged(found.place()).orElse("")
                : checkout.map(Checkout::commit).orElse("");
        Set<String> core = new TreeSet<>(rows.installed());
        folders.ifPresent(known -> core.removeIf(name -> {
            ModuleFolders.Code code = known.modules().get(name);
            return code == null || !code.core();
        }));
        Optional<Set<String>> changed =
                found.code().isEmpty() ? Optional.empty() : new PackagedFiles(found).changed(core);
        boolean committed = checkout.filter(known -> known.changed() != null).isPresent();
        List<String> changes = new ArrayList<>(changed.orElse(Set.of()));
        checkout.map(Checkout::changed).filter(number -> number > 0).ifPresent(number -> changes.add("odoo"));
        return new OdooBuild(
                release.map(ReleaseFile::series).orElseGet(rows::series),
                build,
                found.code(),
                rows.enterprise() ? "enterprise" : "community",
                release.map(ReleaseFile::leastPostgres).orElse(0),
                changes,
                changed.isPresent() || committed);
    }

    private static List<Talker> talkers(ModuleFolders folders, Set<String> installed) {
        return Talkers.among(folders.modules().entrySet().stream()
                .filter(entry -> installed.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    private static Work work(Found found, OdooRows rows, Optional<ModuleFolders> folders) {
        Map<String, Long> crons = rows.crons();
        long own = crons.entrySet().stream()
                .filter(entry -> entry.getKey().isEmpty()
                        || folders.map(known -> known.modules().get(entry.getKey()))
                                .map(code -> !code.core())
                                .orElse(false))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Work(
                crons.values().stream().mapToLong(Long::longValue).sum(),
                own,
                rows.queueJobs(),
                rows.waitingMail(),
                DatabaseLook.number(found.option("workers", "0")),
                DatabaseLook.number(found.option("max_cron_threads", "2")),
                LIMITS.stream()
                        .filter(found.options()::containsKey)
                        .map(option -> new Limit(option, found.option(option, "")))
                        .toList(),
                !found.code().isEmpty() && found.switched("list_db", true),
                found.switched("proxy_mode", false));
    }

    private @Nullable Filestore filestore(AuditOrder order, Found found, OdooTables tables, String database) {
        String inner = found.dataDirectory() + "/filestore/" + database;
        Path folder = order.filestore().isEmpty() ? found.place().at(inner) : Path.of(order.filestore());
        if (!Files.isDirectory(folder)) {
            notMeasured.add(new NotMeasured("filestore", "no-folder"));
            return null;
        }
        try {
            FilestoreLook look = new FilestoreLook(folder);
            return tables.attachments(look::names)
                    ? look.result(order.filestore().isEmpty() ? inner : folder.toString())
                    : null;
        } catch (IOException unreadable) {
            notMeasured.add(new NotMeasured("filestore", "unreadable"));
            return null;
        }
    }
}
