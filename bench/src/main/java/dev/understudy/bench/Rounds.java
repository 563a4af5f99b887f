package dev.understudy.bench;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One release, again and again: rehearsed, updated by hand on a copy, deployed, rolled back. */
final class Rounds {

    private static final String PRODUCTION = "production";
    private static final Pattern UPDATED = Pattern.compile(" -u ([\\w,]+)");

    private final UnderTest understudy;
    private final BareUpdate bareUpdate;

    private final List<Double> refreshes = new ArrayList<>();
    private final List<Double> rehearsals = new ArrayList<>();
    private final List<Double> updates = new ArrayList<>();
    private final List<Double> updatesInDeploys = new ArrayList<>();
    private final List<Double> snapshots = new ArrayList<>();
    private final List<Double> away = new ArrayList<>();
    private final List<Double> beyond = new ArrayList<>();
    private final List<Double> rollbacks = new ArrayList<>();

    Rounds(UnderTest understudy, BareUpdate bareUpdate) {
        this.understudy = understudy;
        this.bareUpdate = bareUpdate;
    }

    /** What has been measured until now. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (!refreshes.isEmpty()) {
            figures.add(
                    Figure.below(15, "s", "refresh: until neutralized, asserted, and `/web/login` answers", refreshes));
        }
        if (!rollbacks.isEmpty()) {
            figures.add(Figure.below(1, "s", "snapshot before a deploy", snapshots));
            figures.add(Figure.below(10, "s", "rollback, from the command to `/web/login`", rollbacks));
            figures.add(Figure.beside("s", "deploy: `/web/login` unavailable", away));
            figures.add(Figure.beside("s", "bare `odoo -u` of the same modules on a copy", updates));
            figures.add(Figure.below(
                    5, "s", "deploy: unavailable for longer than the bare `odoo -u`, round by round", beyond));
            figures.add(Figure.beside("s", "the deploy's own update step", updatesInDeploys));
            figures.add(Figure.beside("s", "rehearsal, with the touched modules' tests", rehearsals));
        }
        return figures;
    }

    /** A fresh copy, from the request until its login page has been seen. */
    void refresh() {
        Instant asked = Instant.now();
        RunView run = understudy.perform("staging", "refresh", Map.of());
        refreshes.add(UnderTest.seconds(
                asked, UnderTest.moment(UnderTest.step(run, "probe").finishedAt())));
    }

    /** A deploy and its rollback, both seen by a user of production. */
    void release(String release) throws IOException, InterruptedException {
        Instant asked = Instant.now();
        RunView rehearsal = understudy.rehearse(release);
        rehearsals.add(UnderTest.seconds(asked, UnderTest.moment(rehearsal.finishedAt())));
        EnvironmentView production = understudy.environment(PRODUCTION);
        double bare = bareUpdate.seconds(production, release, modules(rehearsal));
        updates.add(bare);
        try (Serving serving = Serving.of(Machine.webPort(production))) {
            RunView deploy = understudy.perform(PRODUCTION, "deploy", Map.of("release", release));
            away.add(serving.awaySeconds());
            beyond.add(serving.awaySeconds() - bare);
            snapshots.add(UnderTest.seconds(deploy, "snapshot"));
            updatesInDeploys.add(UnderTest.seconds(deploy, "update-modules"));
            long commanded = System.nanoTime();
            understudy.perform(PRODUCTION, "rollback", Map.of("to", deploy.id(), "discard", "true"));
            rollbacks.add(serving.backSeconds(commanded));
        }
    }

    private List<String> modules(RunView rehearsal) {
        Matcher updated = UPDATED.matcher(understudy.commands(rehearsal.id()));
        if (!updated.find()) {
            throw new IllegalStateException(rehearsal.id() + " updated no module");
        }
        return List.of(updated.group(1).split(",", -1));
    }
}
