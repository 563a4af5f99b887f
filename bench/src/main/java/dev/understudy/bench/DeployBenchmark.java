package dev.understudy.bench;

import dev.understudy.bench.UnderTraffic.Performed;
import dev.understudy.bench.traffic.Detour;
import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.bench.traffic.Session;
import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.cli.demo.SampleCompany;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.home.Home;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.postgres.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code bench/deploy}: changes a production of every class while users are at work in it, and prints what they got. */
public final class DeployBenchmark {

    private static final String PRODUCTION = "production";
    private static final String LOGIN = "admin";
    private static final int CALLS = 300;

    /** Nobody answers there. */
    private static final String CARRIER = "http://127.0.0.1:9";

    private final DeploySettings settings;
    private final Settings where;
    private final Home home;
    private final UnderTest understudy;
    private final TrafficReport report = new TrafficReport();

    private DeployBenchmark(DeploySettings settings) {
        this.settings = settings;
        this.where = settings.where();
        this.home = new Home(where.home(), Home.of(System.getenv(), true).cache(), where.port());
        this.understudy = new UnderTest(where, home);
    }

    /** Begins; the first argument is Understudy's own folder, which {@code bench/deploy} adds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            System.err.println("bench: only root may make a copy-on-write pool, a fence and a private Odoo");
            System.exit(2);
        }
        try {
            List<String> words = new ArrayList<>(List.of(arguments));
            Path checkout = Path.of(words.removeFirst());
            new DeployBenchmark(DeploySettings.of(checkout, Path.of("").toAbsolutePath(), words)).run();
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage() + "\n" + DeploySettings.USAGE);
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        SampleRepositories repositories = LargeData.project(where);
        say("the service starts");
        understudy.up();
        try {
            Machine machine = new Machine(where, home);
            prepare(machine);
            try (Session session = signIn(Machine.webPort(production()))) {
                measure(machine, repositories, session);
            } finally {
                write();
            }
        } finally {
            understudy.down();
            if (!where.keep()) {
                understudy.command("demo", "--clean");
            }
        }
    }

    private void prepare(Machine machine) throws IOException {
        if (!settings.small()) {
            new LargeData(where, understudy, machine).make();
        } else if (!Files.exists(where.prepared())) {
            say("production with the sample company's data");
            understudy.perform(PRODUCTION, "create", Map.of());
            EnvironmentView production = production();
            try (OdooRpc odoo = OdooRpc.login(
                    address(Machine.webPort(production)),
                    Machine.database(production).name(),
                    LOGIN,
                    LOGIN)) {
                SampleCompany.create(odoo, 2026, CARRIER);
            }
            Files.writeString(where.prepared(), "small\n");
        }
        Database database = database(machine);
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
        say("the edge");
        report.load();
        try (Session direct = session.at(address(machine.odooPort(PRODUCTION)))) {
            report.add(Detour.measure(session, direct, CALLS));
        }
        Copies copies = new Copies(machine);
        BareUpdate bare = new BareUpdate(machine, copies);
        UnderTraffic traffic = new UnderTraffic(understudy, machine, copies, session, settings.perSecond());
        Commits commits = new Commits(machine.host(), repositories);

        RehearsalReport code = rehearse(commits, SampleChange.CODE, ChangeClass.A);
        Performed codeDeploy = traffic.deploy("deploy, class A: code", code.release(), OptionalDouble.empty());
        report.add(codeDeploy.row());
        report.load();
        say("its rollback");
        report.add(traffic.rollBackCode("rollback of it", codeDeploy.run()).row());

        RehearsalReport view = rehearse(commits, SampleChange.VIEW_AND_RULE, ChangeClass.B);
        double viewUpdate = bare.seconds(production(), view.release(), view.updated());
        report.add(traffic.deploy(
                        "deploy, class B: a view and a security rule", view.release(), OptionalDouble.of(viewUpdate))
                .row());

        RehearsalReport field = rehearse(commits, SampleChange.STORED_FIELD, ChangeClass.C);
        double fieldUpdate = bare.seconds(production(), field.release(), field.updated());
        Performed fieldDeploy = traffic.deploy(
                "deploy, class C: a stored field of res.partner", field.release(), OptionalDouble.of(fieldUpdate));
        report.add(fieldDeploy.row());
        report.load();
        say("its rollback");
        report.add(traffic.rollBackData("rollback of it", fieldDeploy.run()).row());
    }

    /** The next change, rehearsed; it must be what it is meant to be. */
    private RehearsalReport rehearse(Commits commits, SampleChange change, ChangeClass meant) throws IOException {
        say("a change of class " + meant);
        report.load();
        String release = understudy.release(commits.make(change)).id();
        RehearsalReport rehearsal = understudy.report(understudy.rehearse(release));
        if (rehearsal.declared() != meant || rehearsal.observed() != meant) {
            throw new IllegalStateException(change + " is declared to be of class " + rehearsal.declared()
                    + " and observed to be of class " + rehearsal.observed() + ": " + rehearsal.schema());
        }
        return rehearsal;
    }

    private EnvironmentView production() {
        return understudy.environment(PRODUCTION);
    }

    private Database database(Machine machine) {
        EnvironmentView production = production();
        return machine.clusters()
                .database(
                        machine.production(production),
                        Machine.database(production).name());
    }

    private Session signIn(int port) {
        return Session.signIn(address(port), Machine.database(production()).name(), LOGIN, LOGIN);
    }

    private void write() throws IOException {
        Files.createDirectories(where.report().toAbsolutePath().getParent());
        Files.writeString(where.report(), report.markdown());
        System.out.print(report.markdown());
        say("written to " + where.report());
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }
}
