package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.LossScreen;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.LossView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands share that ask for a run. */
final class Acting {

    @Option(names = "--dry-run", descriptionKey = "dry-run")
    private boolean dryRun;

    @Option(
            names = {"--no-wait", "--detach"},
            descriptionKey = "no-wait")
    private boolean detached;

    /** Asks for the run, and follows it unless told otherwise; the exit code. */
    int perform(Session session, String path, Map<String, String> body) {
        if (dryRun) {
            plan(session, path, body);
            return 0;
        }
        return perform(session, path, body, detached);
    }

    /** The same without a dry run. */
    static int perform(Session session, String path, Map<String, String> body, boolean detached) {
        RunView run = Json.read(session.client().post(path, body), RunView.class);
        boolean waits = run.status().equals("queued") && run.warning() != null;
        if (!detached && !waits) {
            return new Following(session).follow(run.id());
        }
        if (session.json()) {
            session.printJson(run);
        } else {
            session.out().println(new Screens(session).title(run));
            if (waits) {
                // It may take days; it begins by itself.
                new Screens(session).ending(run);
            }
            session.out().println(session.texts().get("run.follow", run.id()));
        }
        return 0;
    }

    boolean dryRun() {
        return dryRun;
    }

    /** Shows what would be done. */
    static void plan(Session session, String path, Object body) {
        String answer = session.client().post(path + "?dryRun=true", body);
        if (session.json()) {
            session.out().println(Json.pretty(answer));
            return;
        }
        Plan plan = Json.read(answer, Plan.class);
        plan.plan().forEach(session.out()::println);
        LossView loss = plan.loss();
        if (loss != null) {
            new LossScreen(session).show(loss);
        }
    }

    /** The address of something that is done to an environment. */
    static String address(String environment, String verb) {
        return "/environments/" + Client.quote(environment) + "/" + verb;
    }

    /** What would be done, and what it would lose. */
    record Plan(List<String> plan, @Nullable LossView loss) {
        Plan {
            plan = List.copyOf(new ArrayList<>(plan));
        }
    }
}
