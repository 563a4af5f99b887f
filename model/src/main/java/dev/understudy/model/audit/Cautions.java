package dev.understudy.model.audit;

import dev.understudy.model.audit.AuditReport.Backup;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Filestore;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Modules;
import dev.understudy.model.audit.AuditReport.Server;
import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.model.audit.Caution.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What stands out in an audit: pure decisions over the report. */
public final class Cautions {

    private static final Duration RECENT = Duration.ofDays(2);
    private static final int NAMED = 8;

    private final AuditReport report;
    private final List<Caution> found = new ArrayList<>();

    private Cautions(AuditReport report) {
        this.report = report;
    }

    /** The cautions of a report, the weightiest first. */
    public static List<Caution> of(AuditReport report) {
        Cautions cautions = new Cautions(report);
        cautions.backups();
        cautions.server();
        cautions.modules(report.modules());
        cautions.code();
        cautions.files();
        cautions.outside();
        cautions.data();
        return cautions.found.stream()
                .sorted(Comparator.comparing(Caution::weight))
                .toList();
    }

    private void backups() {
        if (dump()) {
            return;
        }
        Instant limit = report.takenAt().minus(RECENT);
        boolean recent = report.backups().stream()
                .map(Backup::newest)
                .filter(Objects::nonNull)
                .anyMatch(limit::isBefore);
        boolean planned = report.backups().stream()
                .map(Backup::what)
                .anyMatch(Set.of("cron", "timer", "archive", "module")::contains);
        if (report.backups().isEmpty()) {
            add(Weight.RISK, "no-backup");
        } else if (!recent && !planned) {
            add(Weight.RISK, "old-backup");
        }
    }

    private void server() {
        Server server = report.server();
        if (server == null) {
            return;
        }
        int least = report.odoo().leastPostgres();
        if (least > 0 && server.major() > 0 && server.major() < least) {
            add(
                    Weight.BEFORE,
                    "postgres-too-old",
                    server.version(),
                    report.odoo().series(),
                    Integer.toString(least));
        }
        if (server.superuser()) {
            add(Weight.RISK, "superuser", server.role());
        }
        if (report.work().listsDatabases()) {
            add(Weight.RISK, "lists-databases");
        }
    }

    private void modules(Modules modules) {
        if (!modules.withoutCode().isEmpty()) {
            add(Weight.BEFORE, "without-code", some(modules.withoutCode()));
        }
        if (!modules.pending().isEmpty()) {
            add(Weight.BEFORE, "pending", some(modules.pending()));
        }
        if (!modules.behind().isEmpty()) {
            add(Weight.NOTE, "behind", some(modules.behind()));
        }
    }

    private void code() {
        if (!report.odoo().changedModules().isEmpty()) {
            add(Weight.BEFORE, "core-changed", some(report.odoo().changedModules()));
        }
        for (Folder folder : report.folders()) {
            Checkout checkout = folder.repository();
            if (!folder.present()) {
                add(Weight.NOTE, "folder-missing", folder.path());
            } else if (!folder.core() && folder.modules() > 0 && checkout == null) {
                add(Weight.BEFORE, "not-in-git", folder.path());
            } else if (checkout != null && checkout.changed() != null && checkout.changed() > 0) {
                add(Weight.BEFORE, "uncommitted", checkout.root(), Integer.toString(checkout.changed()));
            } else if (checkout != null && Boolean.TRUE.equals(checkout.unpushed())) {
                add(Weight.NOTE, "unpushed", checkout.root());
            }
        }
    }

    private void files() {
        Filestore filestore = report.filestore();
        if (filestore != null && filestore.missing() > 0) {
            add(
                    Weight.RISK,
                    "missing-files",
                    Long.toString(filestore.missing()),
                    Long.toString(filestore.named()),
                    some(filestore.missingModels()));
        }
    }

    private void outside() {
        if (Boolean.TRUE.equals(report.outside().neutralizedCopy())) {
            add(Weight.BEFORE, "neutralized");
        }
        List<String> talkers = report.outside().talkers().stream()
                .filter(talker -> !talker.neutralizes())
                .map(Talker::module)
                .toList();
        if (!talkers.isEmpty()) {
            add(Weight.NOTE, "talkers", some(talkers));
        }
    }

    private void data() {
        if (!report.data().withoutKey().isEmpty()) {
            add(Weight.NOTE, "without-key", some(report.data().withoutKey()));
        }
        if (!report.data().unreadable().isEmpty()) {
            add(Weight.BEFORE, "unreadable", some(report.data().unreadable()), role());
        }
        if (report.data().largeObjects() > 0) {
            add(Weight.NOTE, "large-objects", Long.toString(report.data().largeObjects()));
        }
        if (report.plan().freeBytes() > 0
                && report.plan().roomBytes() > report.plan().freeBytes()) {
            add(Weight.BEFORE, "no-room");
        }
    }

    private String role() {
        AuditReport.Server server = report.server();
        return server == null ? "" : server.role();
    }

    private boolean dump() {
        Kind kind = report.installation().kind();
        return kind == Kind.DUMP || kind == Kind.ODOO_SH_DUMP;
    }

    private void add(Weight weight, String key, String... arguments) {
        found.add(new Caution(weight, key, List.of(arguments)));
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + ", … (" + names.size() + ")" : first;
    }
}
