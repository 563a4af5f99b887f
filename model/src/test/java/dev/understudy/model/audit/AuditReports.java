package dev.understudy.model.audit;

import dev.understudy.model.audit.AuditReport.Backup;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Data;
import dev.understudy.model.audit.AuditReport.Filestore;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Installation;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Modules;
import dev.understudy.model.audit.AuditReport.OdooBuild;
import dev.understudy.model.audit.AuditReport.Outside;
import dev.understudy.model.audit.AuditReport.Plan;
import dev.understudy.model.audit.AuditReport.Server;
import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.model.audit.AuditReport.Work;
import java.time.Instant;
import java.util.List;

/** Reports for tests. */
final class AuditReports {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private AuditReports() {}

    /** A company that has put everything off. */
    static AuditReport neglected() {
        return report(
                new Server("11.22", 11, "db:5432", "UTF8", "C", "odoo", true, List.of(), List.of(), false),
                new Modules(70, List.of(), List.of("acme_gone"), List.of(), List.of(), List.of("sale"), true),
                new Filestore("/f", 10, 100, 12, 2, List.of("res.partner (2)"), 0, 0),
                List.of(new Backup("folder", "/backup", NOW.minusSeconds(900_000), 5)),
                true);
    }

    /** One that has not. */
    static AuditReport kept() {
        return report(
                new Server("15.4", 15, "db:5432", "UTF8", "C", "odoo", false, List.of(), List.of(), false),
                new Modules(70, List.of(), List.of(), List.of(), List.of(), List.of(), true),
                new Filestore("/f", 10, 100, 10, 0, List.of(), 0, 0),
                List.of(new Backup("folder", "/backup", NOW.minusSeconds(3_600), 5)),
                false);
    }

    private static AuditReport report(
            Server server, Modules modules, Filestore filestore, List<Backup> backups, boolean neglected) {
        return new AuditReport(
                NOW,
                900,
                new Installation(
                        Kind.SOURCE,
                        "/etc/odoo.conf",
                        7,
                        "odoo",
                        "",
                        List.of("/opt/odoo/odoo-bin"),
                        true,
                        "",
                        List.of()),
                new OdooBuild(
                        "19.0",
                        "abc",
                        "/opt/odoo/odoo",
                        "community",
                        13,
                        neglected ? List.of("sale") : List.of(),
                        true),
                server,
                new Data("acme", 1000, List.of(), 5, List.of(), List.of(), 0, 3, 1),
                List.of(new Folder(
                        "/opt/acme",
                        true,
                        false,
                        2,
                        neglected
                                ? null
                                : new Checkout("/opt/acme", "https://git.example/a", "main", "c0ffee", 0, false))),
                modules,
                filestore,
                new Outside(
                        neglected
                                ? List.of(new Talker("acme_talks", List.of("requests"), List.of(), false))
                                : List.of(),
                        List.of(),
                        false),
                new Work(10, 1, List.of(), 0, 2, 1, List.of(), neglected, true),
                backups,
                new Plan(10, 100, 60, List.of("adopt")),
                List.of());
    }
}
