package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.cli.show.Progress;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.run.RunView;
import java.time.Clock;
import java.util.Set;

/** Shows a run until it ends, and says what its end means for the exit code. Ctrl-C leaves it going. */
final class Following {

    private final Session session;

    Following(Session session) {
        this.session = session;
    }

    int follow(String id) {
        Thread farewell =
                new Thread(() -> session.err().println("\n" + session.texts().get("run.left", id)));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            RunView run = session.json() ? silently(id) : aloud(id);
            if (session.json()) {
                session.printJson(run);
            } else {
                report(run);
                new Screens(session).ending(run);
            }
            return exitCode(run);
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
    }

    /** What a rehearsal has seen, in the reader's language. */
    private void report(RunView run) {
        boolean reported = run.recipe().equals("rehearse")
                && run.steps().stream()
                        .anyMatch(step ->
                                step.name().equals("report") && step.status().equals("succeeded"));
        if (reported) {
            session.out().println(session.client().get("/runs/" + Client.quote(run.id()) + "/evidence/rehearsal.txt"));
        }
    }

    /** 0 when it succeeded, 2 when it was asked for wrongly and no user noticed, 3 when it was refused, else 1. */
    static int exitCode(RunView run) {
        RunView.ErrorView error = run.error();
        if (run.status().equals("succeeded")) {
            return 0;
        }
        return switch (error == null ? "" : error.kind()) {
            case "usage" -> held(run) ? 1 : 2;
            case "refused" -> 3;
            default -> 1;
        };
    }

    private static boolean held(RunView run) {
        return run.steps().stream()
                .anyMatch(step -> step.name().equals("hold-requests")
                        && Set.of("succeeded", "undone").contains(step.status()));
    }

    private RunView aloud(String id) {
        try (Progress progress = new Progress(session, Clock.systemUTC())) {
            return new ServiceProcess(session).follower(progress::say).follow(id, progress::show);
        }
    }

    /** Standard output is the run's alone. */
    private RunView silently(String id) {
        return new ServiceProcess(session).follower(session.err()::println).follow(id, run -> {});
    }
}
