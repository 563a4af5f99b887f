package dev.understudy.model.audit;

import dev.understudy.model.audit.AuditReport.Backup;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Filestore;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Installation;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Modules;
import dev.understudy.model.audit.AuditReport.OdooBuild;
import dev.understudy.model.audit.AuditReport.Own;
import dev.understudy.model.audit.AuditReport.Server;
import dev.understudy.model.audit.AuditReport.Service;
import dev.understudy.model.audit.AuditReport.Table;
import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.model.audit.AuditReport.Work;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Shown;
import dev.understudy.model.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An audit's report in a reader's language: titled lists of rows that can do no more than be read.
 *
 * @param title of the whole
 * @param sections what was seen, the most important first
 */
public record AuditSheet(String title, List<Section> sections) {

    private static final int MOST_ROWS = 200;
    private static final int MOST_NAMES = 30;

    public AuditSheet {
        title = Shown.line(title);
        sections = List.copyOf(sections);
    }

    /** Rows under a title; {@code id} is the same in every language. */
    public record Section(String id, String title, List<Row> rows) {

        public Section {
            title = Shown.line(title);
            rows = rows.stream().limit(MOST_ROWS).toList();
        }
    }

    /** A name and what is said of it. */
    public record Row(String name, String value) {

        public Row {
            name = Shown.line(name);
            value = Shown.line(value);
        }
    }

    /** The sheet of a report. */
    public static AuditSheet of(AuditReport report, Locale locale) {
        return new Maker(report, Texts.of("model.audit", locale), locale).sheet();
    }

    private static final class Maker {

        private final AuditReport report;
        private final Texts texts;
        private final Locale locale;
        private final List<Section> sections = new ArrayList<>();
        private final DateTimeFormatter times;

        Maker(AuditReport report, Texts texts, Locale locale) {
            this.report = report;
            this.texts = texts;
            this.locale = locale;
            this.times = times(locale).withZone(ZoneId.systemDefault());
        }

        AuditSheet sheet() {
            section("cautions", cautions());
            section("installation", installation(report.installation(), report.odoo()));
            if (report.server() != null) {
                section("server", server(report.server()));
            }
            section("data", data());
            section("modules", modules(report.modules()));
            section("folders", report.folders().stream().map(this::folder).toList());
            if (report.filestore() != null) {
                section("filestore", filestore(report.filestore()));
            }
            section("outside", outside());
            section("work", work(report.work()));
            section("backups", report.backups().stream().map(this::backup).toList());
            section("plan", plan());
            section(
                    "not-measured",
                    report.notMeasured().stream()
                            .map(one -> new Row(one.what(), texts.get("why." + one.why())))
                            .toList());
            return new AuditSheet(texts.get("title", report.data().database(), at(report.takenAt())), sections);
        }

        private void section(String id, List<Row> rows) {
            if (!rows.isEmpty()) {
                sections.add(new Section(id, texts.get("section." + id), rows));
            }
        }

        private List<Row> cautions() {
            List<Caution> found = Cautions.of(report);
            return found.isEmpty()
                    ? List.of(new Row("", texts.get("caution.none")))
                    : found.stream()
                            .map(caution -> new Row(
                                    texts.get(
                                            "weight." + caution.weight().name().toLowerCase(Locale.ROOT)),
                                    texts.get(
                                            "caution." + caution.key(),
                                            caution.arguments().toArray())))
                            .toList();
        }

        private List<Row> installation(Installation installation, OdooBuild odoo) {
            List<Row> rows = new ArrayList<>();
            add(rows, "kind", texts.get("kind." + installation.kind().name().toLowerCase(Locale.ROOT)));
            add(rows, "odoo", join(odoo.series(), odoo.edition(), odoo.build()));
            add(rows, "code", odoo.folder());
            add(rows, "configuration", installation.configuration());
            if (!installation.root().isEmpty()) {
                add(rows, "paths", texts.get("paths", installation.root()));
            }
            add(rows, "unit", installation.unit());
            if (!dump()) {
                add(
                        rows,
                        "core",
                        odoo.folder().isEmpty() || !odoo.compared()
                                ? texts.get("core.unknown")
                                : odoo.changedModules().isEmpty()
                                        ? texts.get("core.same")
                                        : names(odoo.changedModules()));
                add(
                        rows,
                        "process",
                        installation.process() == 0
                                ? texts.get("process.none")
                                : join(Long.toString(installation.process()), installation.user()));
            }
            add(rows, "clues", String.join(", ", installation.clues()));
            return rows;
        }

        private List<Row> server(Server server) {
            List<Row> rows = new ArrayList<>();
            int least = report.odoo().leastPostgres();
            add(
                    rows,
                    "postgres",
                    server.version() + (least > 0 ? "  " + texts.get("postgres.least", Integer.toString(least)) : ""));
            add(rows, "place", server.place());
            add(rows, "encoding", join(server.encoding(), server.collation()));
            add(rows, "role", server.role());
            add(rows, "extensions", names(server.extensions()));
            add(rows, "roles", names(server.roles()));
            return rows;
        }

        private List<Row> data() {
            List<Row> rows = new ArrayList<>();
            add(rows, "size", bytes(report.data().bytes()));
            add(rows, "tables", Integer.toString(report.data().tableCount()));
            add(rows, "users", Long.toString(report.data().users()));
            add(rows, "companies", Long.toString(report.data().companies()));
            for (Table table : report.data().tables()) {
                rows.add(new Row(table.name(), texts.get("table.size", bytes(table.bytes()), number(table.rows()))));
            }
            return rows;
        }

        private List<Row> modules(Modules modules) {
            List<Row> rows = new ArrayList<>();
            add(rows, "installed", Integer.toString(modules.installed()));
            add(rows, "without-code", names(modules.withoutCode()));
            add(rows, "not-installed", names(modules.codeNotInstalled()));
            add(rows, "behind", names(modules.behind()));
            add(rows, "pending", names(modules.pending()));
            for (Own own : modules.own()) {
                rows.add(new Row(own.name(), join(own.version(), own.author(), own.folder())));
            }
            return rows;
        }

        private Row folder(Folder folder) {
            if (!folder.present()) {
                return new Row(folder.path(), texts.get("folder.missing"));
            }
            String count = texts.get("folder.modules", Integer.toString(folder.modules()));
            Checkout checkout = folder.repository();
            if (folder.core()) {
                return new Row(folder.path(), count + ", " + texts.get("folder.core"));
            }
            if (checkout == null) {
                return new Row(folder.path(), count + ", " + texts.get("folder.no-git"));
            }
            String commit = checkout.commit()
                    .substring(0, Math.min(10, checkout.commit().length()));
            String changed = checkout.changed() == null || checkout.changed() == 0
                    ? ""
                    : texts.get("folder.changed", Integer.toString(checkout.changed()));
            return new Row(folder.path(), join(count, checkout.remote(), checkout.branch(), commit, changed));
        }

        private List<Row> filestore(Filestore filestore) {
            List<Row> rows = new ArrayList<>();
            add(rows, "folder", filestore.folder());
            add(rows, "files", texts.get("table.size", bytes(filestore.bytes()), number(filestore.files())));
            add(
                    rows,
                    "missing",
                    filestore.missing() == 0
                            ? texts.get("missing.none")
                            : number(filestore.missing()) + ": " + names(filestore.missingModels()));
            add(
                    rows,
                    "orphaned",
                    texts.get("table.size", bytes(filestore.orphanedBytes()), number(filestore.orphaned())));
            return rows;
        }

        private List<Row> outside() {
            List<Row> rows = new ArrayList<>();
            for (Service service : report.outside().services()) {
                rows.add(new Row(service.table(), texts.get("service.active", number(service.active()))));
            }
            for (Talker talker : report.outside().talkers()) {
                rows.add(new Row(
                        talker.module(),
                        join(
                                String.join(", ", talker.libraries()),
                                String.join(", ", talker.credentials()),
                                texts.get(talker.neutralizes() ? "talker.neutralizes" : "talker.fenced"))));
            }
            return rows;
        }

        private List<Row> work(Work work) {
            List<Row> rows = new ArrayList<>();
            add(rows, "crons", measured("ir_cron", texts.get("crons.of", number(work.crons()), work.cronsOfOwn())));
            if (!dump()) {
                add(rows, "workers", texts.get("workers.of", work.workers(), work.cronThreads()));
            }
            add(
                    rows,
                    "queue",
                    work.queueJobs().stream()
                            .map(one -> one.table() + " " + number(one.active()))
                            .collect(Collectors.joining(", ")));
            add(rows, "mail", measured("mail_mail", number(work.waitingMail())));
            work.limits().forEach(limit -> rows.add(new Row(limit.option(), limit.value())));
            return rows;
        }

        private boolean dump() {
            Kind kind = report.installation().kind();
            return kind == Kind.DUMP || kind == Kind.ODOO_SH_DUMP;
        }

        /** What was not measured is not nothing. */
        private String measured(String table, String value) {
            boolean known =
                    report.notMeasured().stream().noneMatch(one -> one.what().equals(table));
            return known ? value : texts.get("not-measured");
        }

        private Row backup(Backup backup) {
            Instant newest = backup.newest();
            return new Row(
                    texts.get("backup." + backup.what()),
                    newest == null
                            ? backup.where()
                            : texts.get("backup.newest", backup.where(), at(newest), bytes(backup.bytes())));
        }

        private List<Row> plan() {
            List<Row> rows = new ArrayList<>();
            add(
                    rows,
                    "room",
                    texts.get(
                            "room.of",
                            bytes(report.plan().roomBytes()),
                            bytes(report.plan().freeBytes())));
            add(
                    rows,
                    "first-copy",
                    texts.get(
                            "about",
                            Figures.duration(Duration.ofSeconds(report.plan().firstCopySeconds()), locale)));
            int step = 1;
            for (String key : report.plan().stepKeys()) {
                rows.add(new Row(Integer.toString(step++), texts.get("step." + key)));
            }
            return rows;
        }

        private void add(List<Row> rows, String key, String value) {
            if (!value.isBlank()) {
                rows.add(new Row(texts.get("row." + key), value));
            }
        }

        private static String join(String... parts) {
            return java.util.stream.Stream.of(parts)
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining("  "));
        }

        private static String names(List<String> names) {
            String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
            return names.size() > MOST_NAMES ? first + ", … (" + names.size() + ")" : first;
        }

        private String bytes(long bytes) {
            return Figures.bytes(bytes, locale);
        }

        private String number(long number) {
            return String.format(locale, "%,d", number);
        }

        /** English is read in many lands, which write days in different orders. */
        private static DateTimeFormatter times(Locale locale) {
            return locale.getLanguage().equals("en")
                    ? DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", locale)
                    : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                            .withLocale(locale);
        }

        private String at(Instant when) {
            return times.format(when);
        }
    }
}
