package dev.understudy.bench;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.runtime.OdooSetting;
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
    private final Machine machine;
    private final Copies copies;

    final List<Double> refreshes = new ArrayList<>();
    final List<Double> rehearsals = new ArrayList<>();
    final List<Double> updates = new ArrayList<>();
    final List<Double> updatesInDeploys = new ArrayList<>();
    final List<Double> snapshots = new ArrayList<>();
    final List<Double> away = new ArrayList<>();
    final List<Double> beyond = new ArrayList<>();
    final List<Double> rollbacks = new ArrayList<>();

    Rounds(UnderTest understudy, Machine machine, Copies copies) {
        this.understudy = understudy;
        this.machine = machine;
        this.copies = copies;
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
        double bare = bareUpdate(release, modules(rehearsal));
        updates.add(bare);
        EnvironmentView production = understudy.environment(PRODUCTION);
        try (Serving serving = Serving.of(Machine.webPort(production))) {
            RunView deploy = understudy.perform(PRODUCTION, "deploy", Map.of("release", release));
            away.add(serving.awaySeconds());
            beyond.add(serving.awaySeconds() - bare);
            snapshots.add(UnderTest.seconds(deploy, "snapshot"));
            updatesInDeploys.add(UnderTest.seconds(deploy, "update-modules"));
            long commanded = System.nanoTime();
            understudy.perform(PRODUCTION, "rollback", Map.of("to", deploy.id()));
            rollbacks.add(serving.backSeconds(commanded));
        }
    }

    /** {@code odoo -u} of the same modules on the same data, on a cluster set up as production's; its seconds alone. */
    private double bareUpdate(String release, List<String> modules) throws IOException {
        EnvironmentView production = understudy.environment(PRODUCTION);
        String database = Machine.database(production).name();
        Cluster source = machine.production(production);
        Cluster copy = copies.keep(source, database, machine.production().data(), "bare");
        try {
            OdooSetting odoo =
                    machine.odoo(production, copy, copies.volume("bare").data(), release);
            return machine.once(odoo, Machine.arguments(odoo).update(modules, List.of()), "")
                            .duration()
                            .toNanos()
                    / 1e9;
        } finally {
            copies.remove(copy, copies.volume("bare"));
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
