package dev.understudy.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.cli.demo.SampleCompany;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.InstanceView;
import dev.understudy.model.view.EnvironmentView.PortsView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.runtime.Probe;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The sample company's production on real Odoo 19, with its customers and orders, and a staging that is not made yet beside
 * it. Making it takes minutes, so it is prepared once and copied.
 */
final class SampleProduction implements AutoCloseable {

    static final String PRODUCTION = "production";
    static final String STAGING = "staging";

    private static final Duration START = Duration.ofMinutes(5);
    private static final String WATCH = "watch: 4s";

    /** Nobody answers there. */
    private static final String CARRIER = "http://127.0.0.1:9";

    private final LiveService service = LiveService.inNewHome();
    private final SampleRepositories repositories = new SampleRepositories(service.repositories());
    private final Probe probe = new Probe(Duration.ofMinutes(2));

    /** What the project's file says besides. */
    private String rest = "";

    private SampleProduction() {}

    /** A copy of the one that is prepared, in a home of its own; it serves. */
    static SampleProduction copy() {
        SampleProduction sample = new SampleProduction();
        try {
            new PreparedHome("19.0", SampleProduction.class, () -> create().service).copyTo(sample.service);
            sample.describe("");
            sample.service.start();
            // As after a reboot: the service finds its production stopped, and starts it.
            Await.until(START, sample::whole, serves -> serves);
            return sample;
        } catch (RuntimeException | Error failed) {
            try (sample) {
                throw failed;
            }
        }
    }

    private static SampleProduction create() {
        SampleProduction sample = new SampleProduction();
        try {
            sample.repositories.create();
            sample.describe("");
            sample.service.start();
            RunView created = sample.api().perform(PRODUCTION, "create", Map.of());
            assertThat(created.status()).as(sample.api().told(created)).isEqualTo("succeeded");
            try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
                SampleCompany.create(odoo, 2026, CARRIER);
            }
            return sample;
        } catch (RuntimeException | Error failed) {
            try (sample) {
                throw failed;
            }
        }
    }

    /** Whether all of production is up; while its database comes up, its view is an error. */
    boolean whole() {
        Api.Answer answer = api().get("/environments/" + PRODUCTION);
        if (answer.status() != 200) {
            return false;
        }
        EnvironmentView view = answer.as(EnvironmentView.class);
        return pid(view, "web") > 0 && pid(view, "cron") > 0 && serves(view);
    }

    LiveService service() {
        return service;
    }

    Api api() {
        return service.api();
    }

    SampleRepositories repositories() {
        return repositories;
    }

    /** For suites that need a release that was rehearsed, and ask nothing of its rehearsal: it runs no module's own tests. */
    void rehearseQuickly() {
        rest = "tests: off\n";
        describe("");
    }

    /** Writes the project's file, with more environments. */
    void describe(String more) {
        service.project(text(repositories.repository("sales").toString()) + more);
    }

    /** From now on production's deploys are watched for this time. */
    void watch(String time) {
        service.project(text(repositories.repository("sales").toString()).replace(WATCH, "watch: " + time));
    }

    /** The project's file with another address of the repository of sales. */
    String text(String sales) {
        return """
                project: acme
                odoo:
                  series: "19.0"
                  modules: [sale_management, stock, acme_sale_priority, acme_stock_dispatch]
                repositories:
                  - name: sales
                    url: "%s"
                  - name: logistics
                    url: "%s"
                ports: %s
                %senvironments:
                  production:
                    workers: 2
                    %s
                  staging:
                    copy_of: production
                """.formatted(sales, repositories.repository("logistics"), service.ports(), rest, WATCH);
    }

    EnvironmentView production() {
        return api().environment(PRODUCTION);
    }

    /** As the administrator, whose password in every copy is production's. */
    OdooRpc signIn(String environment) {
        EnvironmentView view = api().environment(environment);

        return OdooRpc.login(
                URI.create("http://127.0.0.1:" + http(view)),
                requireNonNull(view.database()).name(),
                "admin",
                "admin");
    }

    /** Whether the login page is served now. */
    boolean serves(String environment) {
        return serves(api().environment(environment));
    }

    boolean serves(EnvironmentView view) {
        return probe.ask(http(view)).login();
    }

    /** What production answers to "how much have you got": what a stopped or undone release must leave as it was. */
    Map<String, String> census() {
        Map<String, String> census = new java.util.TreeMap<>();
        service.database(PRODUCTION).rows("""
                        SELECT 'orders', count(*)::text FROM sale_order
                        UNION ALL SELECT 'customers', count(*)::text FROM res_partner
                        UNION ALL SELECT name, latest_version FROM ir_module_module
                                  WHERE state = 'installed' AND name LIKE 'acme%'
                        UNION ALL SELECT 'columns', count(*)::text FROM information_schema.columns
                                  WHERE table_schema = 'public'
                        UNION ALL SELECT 'checksums', value FROM ir_config_parameter
                                  WHERE key = 'understudy.module_checksums'
                        """).forEach(row -> census.put(row.get(0), row.get(1)));
        return census;
    }

    /** A commit on top of what production runs, in one repository; the commits of a release with it. */
    Map<String, String> commitOn(String repository, String subject, Sources.Edit edit) {
        Map<String, String> commits = new java.util.TreeMap<>(
                api().release(String.valueOf(production().release())).repositories());
        String parent = String.valueOf(commits.get(repository));
        commits.put(repository, Sources.commit(repositories.repository(repository), parent, subject, edit));
        return commits;
    }

    /** A release with a stored field more on the orders, which needs an update; rehearsed. */
    ReleaseView rehearsed(String subject, String field) {
        ReleaseView release = api().release(commitOn(
                "sales",
                subject,
                checkout -> Sources.replace(
                        checkout.resolve("acme_sale_priority/models/sale_order.py"),
                        "    @api.depends('partner_id')\n",
                        "    " + field + " = fields.Integer()\n\n    @api.depends('partner_id')\n")));
        RunView run = api().rehearse(release.id());
        assertThat(run.status()).as(api().told(run)).isEqualTo("succeeded");
        return release;
    }

    /** A field of the orders in production's database; empty where there is none. */
    List<List<String>> column(String name) {
        return service.database(PRODUCTION)
                .rows(
                        "SELECT column_name FROM information_schema.columns"
                                + " WHERE table_name = 'sale_order' AND column_name = ?",
                        name);
    }

    /** Does what must not touch production: the same processes serve the same release and the same data after it. */
    void staysAsItIs(Runnable act) {
        EnvironmentView before = production();
        Map<String, String> census = census();
        act.run();
        // Troubles come and go with what the test does to the service.
        assertThat(production())
                .usingRecursiveComparison()
                .ignoringFields("troubles")
                .isEqualTo(before);
        assertThat(census()).isEqualTo(census);
        assertThat(serves(PRODUCTION)).isTrue();
    }

    static int http(EnvironmentView view) {
        PortsView ports = view.ports();
        if (ports == null) {
            throw new AssertionError("no ports: " + view);
        }
        return ports.http();
    }

    static long pid(EnvironmentView view, String role) {
        Long pid = view.instances().stream()
                .filter(instance -> instance.role().equals(role))
                .findFirst()
                .map(InstanceView::pid)
                .orElse(null);
        return pid == null ? 0 : pid;
    }

    @Override
    public void close() {
        service.close();
    }
}
