package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.DatabaseView;
import dev.understudy.model.view.EnvironmentView.PortsView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Production's Odoo over its own remote calls, as the administrator that a new database has. */
final class RpcOdoo implements SampleOdoo {

    static final String LOGIN = "admin";
    static final String PASSWORD = "admin";

    private static final long SEED = 2026;

    /** Nobody answers there: the carrier's service is reached from the company's real network only. */
    private static final String CARRIER = "http://127.0.0.1:9";

    @Override
    public SampleCompany.Made fill(EnvironmentView production) {
        try (OdooRpc odoo = login(production)) {
            return SampleCompany.create(odoo, SEED, CARRIER);
        }
    }

    @Override
    public Census census(EnvironmentView production) {
        try (OdooRpc odoo = login(production)) {
            int orders = odoo.execute("sale.order", "search_count", List.of(List.of()), Map.of())
                    .asInt();
            SortedMap<String, String> versions = new TreeMap<>();
            odoo.searchRead(
                            "ir.module.module",
                            List.of(List.of("name", "=like", "acme_%")),
                            List.of("name", "latest_version"))
                    .forEach(module -> versions.put(
                            module.path("name").asString(),
                            module.path("latest_version").asString()));
            return new Census(orders, versions);
        }
    }

    @Override
    public Watch watch(EnvironmentView production) {
        return LoginProbe.of(server(production));
    }

    private static OdooRpc login(EnvironmentView production) {
        DatabaseView database = production.database();
        if (database == null) {
            throw Fault.failed("cli.demo-odoo-silent", production.status())
                    .at(production.name())
                    .exception();
        }
        return OdooRpc.login(server(production), database.name(), LOGIN, PASSWORD);
    }

    private static URI server(EnvironmentView environment) {
        PortsView ports = environment.ports();
        if (ports == null) {
            throw Fault.failed("cli.demo-odoo-silent", environment.status())
                    .at(environment.name())
                    .exception();
        }
        return URI.create("http://127.0.0.1:" + ports.http());
    }
}
