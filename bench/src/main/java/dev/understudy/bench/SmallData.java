package dev.understudy.bench;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.cli.demo.SampleCompany;
import dev.understudy.model.view.EnvironmentView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;

/** Production with the sample company's data alone. */
public final class SmallData {

    private static final String PRODUCTION = "production";
    private static final String LOGIN = "admin";

    /** Nobody answers there. */
    private static final String CARRIER = "http://127.0.0.1:9";

    private final Settings settings;
    private final UnderTest understudy;

    public SmallData(Settings settings, UnderTest understudy) {
        this.settings = settings;
        this.understudy = understudy;
    }

    /** Makes what is not there yet. */
    public void make() throws IOException {
        if (Files.exists(settings.prepared())) {
            return;
        }
        Bench.say("production with the sample company's data");
        understudy.perform(PRODUCTION, "create", Map.of());
        EnvironmentView production = understudy.environment(PRODUCTION);
        try (OdooRpc odoo = OdooRpc.login(
                URI.create("http://127.0.0.1:" + Machine.webPort(production)),
                Machine.database(production).name(),
                LOGIN,
                LOGIN)) {
            SampleCompany.create(odoo, 2026, CARRIER);
        }
        Files.writeString(settings.prepared(), "small\n");
    }
}
