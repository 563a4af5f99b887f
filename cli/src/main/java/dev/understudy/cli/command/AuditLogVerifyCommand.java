package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.model.evidence.ReportDigest;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.AuditView.CheckView;
import dev.understudy.model.view.AuditView.SealView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy audit-log verify}. */
@Command(name = "verify")
public final class AuditLogVerifyCommand implements Callable<Integer> {

    private final Session session;

    public AuditLogVerifyCommand(Session session) {
        this.session = session;
    }

    @Option(names = "--report", paramLabel = "FILE", descriptionKey = "sealed-report")
    private String report = "";

    /** 0 when every seal is right, 1 when one is not. */
    @Override
    public Integer call() {
        return report.isEmpty() ? log() : report(session.path(report));
    }

    private int report(Path file) {
        Map<?, ?> members = read(file);
        String answer = session.client()
                .post(
                        "/audit-log/report",
                        Map.of("digest", ReportDigest.of(members), "seal", String.valueOf(members.get("seal"))));
        boolean right = Json.read(answer, SealView.class).right();
        session.out()
                .println(
                        session.json()
                                ? Json.pretty(answer)
                                : session.texts().get(right ? "report.as-sealed" : "report.not-as-sealed", file));
        return right ? 0 : 1;
    }

    private static Map<?, ?> read(Path file) {
        try {
            return Json.read(Files.readString(file), Map.class);
        } catch (IOException | RuntimeException unreadable) {
            throw Fault.usage("cli.no-report", file).exception(unreadable);
        }
    }

    private int log() {
        String answer = session.client().get("/audit-log/check");
        CheckView check = Json.read(answer, CheckView.class);
        Long broken = check.broken();
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else if (broken == null) {
            session.out().println(session.texts().get("audit-log.whole", check.entries()));
        } else {
            session.out().println(session.texts().get("audit-log.broken-" + check.why(), broken));
        }
        return broken == null ? 0 : 1;
    }
}
