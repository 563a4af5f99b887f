package dev.understudy.bench.faults;

import dev.understudy.bench.KeptPartners;
import dev.understudy.bench.Machine;
import dev.understudy.bench.OnlyProject;
import dev.understudy.bench.traffic.Session;
import dev.understudy.cli.client.ApiProblem;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.Time;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.InstanceView;
import dev.understudy.targets.postgres.Database;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The production that trials are made on: asked as operators and users do, and looked at from inside. */
public final class Production {

    static final String NAME = "production";

    private static final String LOGIN = "admin";

    /** Longer than any step waits for anything, and for it to be undone. */
    private static final Duration STUCK = Duration.ofMinutes(8);

    private static final long GLANCE_MILLIS = 100;

    private final Machine machine;
    private final Client service;
    private final OnlyProject project = new OnlyProject();
    private final Runnable up;
    private final KeptPartners keptPartners;
    private final Prey prey;

    /**
     * The production of a home.
     *
     * @param up starts the service and waits until it answers
     */
    public Production(Home home, Machine machine, Runnable up) {
        this.machine = machine;
        this.service = new Client(home, Locale.ENGLISH, "bench", Time.REAL, () -> {});
        this.up = up;
        this.keptPartners = new KeptPartners(machine);
        this.prey = new Prey(home, machine.production().pgdata());
    }

    private Client client() {
        return project.of(service);
    }

    Prey prey() {
        return prey;
    }

    /** Starts the service that was killed. */
    void up() {
        up.run();
    }

    EnvironmentView view() {
        return Json.read(client().get("/environments/" + NAME), EnvironmentView.class);
    }

    String release() {
        return String.valueOf(view().release());
    }

    /** Asks for a run, which begins. */
    RunView ask(String verb, Map<String, String> arguments) {
        return Json.read(client().post("/environments/" + NAME + "/" + verb, arguments), RunView.class);
    }

    /** Rehearses a release, where it may not be deployed without. */
    void rehearse(String release) throws InterruptedException {
        try {
            client().post("/environments/" + NAME + "/deploy?dryRun=true", Map.of("release", release));
        } catch (ApiProblem refused) {
            RunView rehearsal = Json.read(client().post("/releases/" + release + "/rehearse", Map.of()), RunView.class);
            RunView ended = ended(rehearsal.id());
            if (!ended.status().equals("succeeded")) {
                throw new IllegalStateException(release + " cannot be rehearsed: " + ended);
            }
        }
    }

    RunView run(String id) {
        return Json.read(client().get("/runs/" + id), RunView.class);
    }

    /** The run at its end, also over a restart of the service or of its PostgreSQL; as it is where it does not come to one. */
    RunView ended(String id) throws InterruptedException {
        long deadline = System.nanoTime() + STUCK.toNanos();
        while (true) {
            try {
                RunView run = run(id);
                if (run.ended() || System.nanoTime() > deadline) {
                    return run;
                }
            } catch (FaultException | ApiProblem away) {
                if (!Client.passes(away) || System.nanoTime() > deadline) {
                    throw away;
                }
            }
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    /** A new session of the administrator, at the edge. */
    public Session signIn() {
        EnvironmentView view = view();
        return Session.signIn(
                URI.create("http://127.0.0.1:" + Machine.webPort(view)),
                Machine.database(view).name(),
                LOGIN,
                LOGIN);
    }

    /** What it is now; throws when it does not serve, or cannot be looked at. */
    State state(Session session, String method) {
        session.execute("res.partner", "search_count", List.of(List.of()), Map.of());
        String data =
                database().rows("""
                        SELECT 'checksums', md5(value::jsonb::text) FROM ir_config_parameter
                            WHERE key = 'understudy.module_checksums'
                        UNION ALL SELECT 'columns', count(*)::text FROM information_schema.columns
                            WHERE table_schema = 'public'
                        UNION ALL SELECT 'records', count(*)::text FROM ir_model_data WHERE module LIKE 'acme%'
                        UNION ALL SELECT 'installed', count(*)::text FROM ir_module_module WHERE state = 'installed'
                        """).stream().map(row -> String.join(" ", row)).collect(Collectors.joining(", "));
        return new State(release(), answers(session, method), data);
    }

    /** What keeps it from being whole: a web and a cron instance in the one slot, crons that listen, no module pending. */
    String hindrance() {
        EnvironmentView view = view();
        if (!view.status().equals("running")) {
            return "it is " + view.status();
        }
        if (!view.pendingModules().isEmpty()) {
            return "modules are pending: " + view.pendingModules();
        }
        if (view.instances().size() != 2 || !view.instances().stream().allMatch(InstanceView::running)) {
            return "not one web and one cron instance: " + view.instances();
        }
        boolean crons = !database()
                .rows("SELECT 1 FROM pg_stat_activity WHERE usename = 'odoo' AND datname = 'postgres'")
                .isEmpty();
        return crons ? "" : "no cron listens";
    }

    /** The names that begin so in a restore point; none where it has no name or is not there. */
    Set<String> setAside(String point, String prefix) throws IOException {
        return point.isEmpty()
                ? Set.of()
                : keptPartners.names(point, Machine.database(view()).name(), prefix);
    }

    private Database database() {
        EnvironmentView view = view();
        return machine.clusters()
                .database(machine.production(view), Machine.database(view).name())
                .owner();
    }

    private static boolean answers(Session session, String method) {
        try {
            session.execute("res.partner", method, List.of(List.of()), Map.of());
            return true;
        } catch (IllegalStateException unknown) {
            return false;
        }
    }
}
