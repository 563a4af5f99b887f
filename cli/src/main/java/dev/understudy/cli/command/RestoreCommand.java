package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.EnvironmentView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy restore}. */
@Command(name = "restore")
public final class RestoreCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--from", paramLabel = "PATH", descriptionKey = "restore-from", required = true)
    private String from = "";

    @Option(names = "--filestore", paramLabel = "PATH", descriptionKey = "restore-filestore")
    private String filestore = "";

    @Option(names = "--accept-missing", descriptionKey = "restore-missing")
    private boolean acceptMissing;

    @Option(names = "--neutralized-as-production", descriptionKey = "restore-neutralized")
    private boolean neutralized;

    @Option(names = "--replace", paramLabel = "NAME", descriptionKey = "restore-replace")
    private String replace = "";

    @Option(names = "--commit", paramLabel = "REPO=REF", descriptionKey = "restore-commit")
    private List<String> commits = List.of();

    @Mixin
    private Acting acting = new Acting();

    public RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("backup", session.path(from).toString());
        body.put("filestore", filestore.isEmpty() ? "" : session.path(filestore).toString());
        body.put("missing", acceptMissing ? "true" : "");
        body.put("neutralized", neutralized ? "true" : "");
        body.put("replace", replace.isEmpty() && !acting.dryRun() && session.live() ? confirmed() : replace);
        body.put("commit", String.join(",", commits));
        return acting.perform(session, Acting.address(environment, "restore"), body);
    }

    /** The name of the production whose data goes, as somebody typed it; empty where none goes. */
    private String confirmed() {
        EnvironmentView there =
                Json.read(session.client().get("/environments/" + Client.quote(environment)), EnvironmentView.class);
        if (!there.kind().equals("live") || there.createdAt() == null) {
            return "";
        }
        if (!Question.confirmed(session, "restore.confirm", environment)) {
            throw Fault.refused("cli.not-replaced", environment).exception();
        }
        return environment;
    }
}
