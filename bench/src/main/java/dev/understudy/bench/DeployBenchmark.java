package dev.understudy.bench;

import dev.understudy.bench.UnderTraffic.Performed;
import dev.understudy.bench.traffic.Detour;
import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.bench.traffic.Session;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.postgres.Database;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code bench/deploy}: changes a production of every class while users are at work in it, and prints what they got. */
public final class DeployBenchmark {

    private static final String PRODUCTION = "production";
    private static final String LOGIN = "admin";
    private static final int CALLS = 300;

    private final DeploySettings settings;
    private final Settings where;
    private final Bench bench;
    private final UnderTest understudy;
    private final TrafficReport report = new TrafficReport();

    private DeployBenchmark(DeploySettings settings) {
        this.settings = settings;
        this.where = settings.where();
        this.bench = new Bench(where);
        this.understudy = bench.understudy();
    }

    /** Begins. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DeployBenchmark benchmark =
                new DeployBenchmark(Bench.settings(arguments, DeploySettings::of, DeploySettings.USAGE));
        benchmark.bench.perform(Benchmark.WATCH, benchmark::perform);
    }

    private void perform(SampleRepositories repositories) throws IOException, InterruptedException {
        Machine machine = new Machine(bench.home());
        prepare(machine);
        try (Session session = signIn(Machine.webPort(production()))) {
            measure(machine, repositories, session);
        } finally {
            bench.write(report.markdown());
        }
    }

    private void prepare(Machine machine) throws IOException {
        if (settings.small()) {
            new SmallData(where, understudy).make();
        } else {
            new LargeData(where, understudy, machine).make();
        }
        Database database = machine.owner(production());
        Partners.atLeast(database, settings.partners());
        LargeData.rest(database);
        MachineFacts.report(report::fact, machine.host(), where.home());
        report.fact(
                "data",
                LargeData.bytes(database) / 1_000_000 + " MB, " + Partners.count(database) + " rows in res_partner");
        report.fact(
                "traffic",
                settings.perSecond() + " requests a second; a slow one always under way, a websocket; 2 workers");
    }

    private void measure(Machine machine, SampleRepositories repositories, Session session)
            throws IOException, InterruptedException {
        Bench.say("the edge");
        report.load();
        try (Session direct = session.at(address(machine.odooPort(PRODUCTION)))) {
            report.add(Detour.measure(session, direct, CALLS));
        }
        BareUpdate bare = new BareUpdate(machine, new Copies(machine));
        UnderTraffic traffic = new UnderTraffic(understudy, new KeptPartners(machine), session, settings.perSecond());
        Commits commits = new Commits(machine.host(), repositories);

        RehearsalReport code = rehearse(commits, SampleChange.CODE, ChangeClass.A);
        Performed codeDeploy =
                traffic.deploy("deploy, class A: code", code.subject().release(), OptionalDouble.empty());
        report.add(codeDeploy.row());
        report.load();
        Bench.say("its rollback");
        report.add(traffic.rollBackCode("rollback of it", codeDeploy.run()).row());

        RehearsalReport view = rehearse(commits, SampleChange.VIEW_AND_RULE, ChangeClass.B);
        double viewUpdate = bare.seconds(
                production(), view.subject().release(), view.update().updated());
        report.add(traffic.deploy(
                        "deploy, class B: a view and a security rule",
                        view.subject().release(),
                        OptionalDouble.of(viewUpdate))
                .row());

        RehearsalReport field = rehearse(commits, SampleChange.STORED_FIELD, ChangeClass.C);
        double fieldUpdate = bare.seconds(
                production(), field.subject().release(), field.update().updated());
        Performed fieldDeploy = traffic.deploy(
                "deploy, class C: a stored field of res.partner",
                field.subject().release(),
                OptionalDouble.of(fieldUpdate));
        report.add(fieldDeploy.row());
        report.load();
        Bench.say("its rollback");
        report.add(traffic.rollBackData("rollback of it", fieldDeploy.run()).row());
    }

    /** A change of what production runs, rehearsed; it must be what it is meant to be. */
    private RehearsalReport rehearse(Commits commits, SampleChange change, ChangeClass meant) throws IOException {
        Bench.say("a change of class " + meant);
        report.load();
        Map<String, String> own =
                understudy.release(String.valueOf(production().release())).repositories();
        String release = understudy
                .release(commits.beside(own, change, "bench_" + commits.count()))
                .id();
        RehearsalReport rehearsal = understudy.report(understudy.rehearse(release));
        if (rehearsal.update().declared() != meant || rehearsal.update().observed() != meant) {
            throw new IllegalStateException(change + " is declared to be of class "
                    + rehearsal.update().declared() + " and observed to be of class "
                    + rehearsal.update().observed() + ": "
                    + rehearsal.database().schema());
        }
        return rehearsal;
    }

    private EnvironmentView production() {
        return understudy.environment(PRODUCTION);
    }

    private Session signIn(int port) {
        return Session.signIn(address(port), Machine.database(production()).name(), LOGIN, LOGIN);
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
