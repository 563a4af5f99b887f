package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.audit.AuditPage;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.cli.show.Table;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditSheet;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy audit}: needs no service, no project and no home. */
@Command(name = "audit")
public final class AuditCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "audit-config")
    private String config = "";

    @Option(names = "--database", paramLabel = "NAME|URL", descriptionKey = "audit-database")
    private String database = "";

    @Option(names = "--dump", paramLabel = "PATH", descriptionKey = "audit-dump")
    private String dump = "";

    @Option(names = "--filestore", paramLabel = "FOLDER", descriptionKey = "audit-filestore")
    private String filestore = "";

    @Option(names = "--html", paramLabel = "FILE", descriptionKey = "audit-html")
    private String html = "";

    public AuditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AuditReport report = ServiceProcess.auditor()
                .look(new AuditOrder(
                        path(config),
                        path(dump),
                        database,
                        path(filestore),
                        session.locale().getLanguage()));
        AuditSheet sheet = AuditSheet.of(report, session.locale());
        if (!html.isEmpty()) {
            write(session.path(html), AuditPage.html(sheet, session.locale()));
        }
        if (session.json()) {
            session.printJson(report);
        } else {
            show(sheet);
        }
        return 0;
    }

    private String path(String given) {
        return given.isEmpty() ? "" : session.path(given).toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw Fault.failed("cli.file-unwritable", failure).at(file).exception(failure);
        }
    }

    private void show(AuditSheet sheet) {
        session.out().println(session.ink().strong(sheet.title()));
        for (AuditSheet.Section section : sheet.sections()) {
            session.out().println();
            session.out().println(session.ink().strong(section.title()));
            Table table = new Table();
            section.rows().forEach(row -> table.row(row.name(), row.value()));
            table.print(session.out(), "  ");
        }
        if (!html.isEmpty()) {
            session.out().println();
            session.out().println(session.texts().get("audit.page", session.path(html)));
        }
    }
}
