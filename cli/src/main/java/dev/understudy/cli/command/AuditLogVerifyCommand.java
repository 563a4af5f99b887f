package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.AuditView.CheckView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy audit-log verify}. */
@Command(name = "verify")
public final class AuditLogVerifyCommand implements Callable<Integer> {

    private final Session session;

    public AuditLogVerifyCommand(Session session) {
        this.session = session;
    }

    /** 0 when every seal is right, 1 when one is not. */
    @Override
    public Integer call() {
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
