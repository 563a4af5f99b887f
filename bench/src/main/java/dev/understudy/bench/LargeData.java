package dev.understudy.bench;

import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.Keeper;
import dev.understudy.targets.runtime.OdooSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Production's data: small first, of which a snapshot is kept, then large, by Odoo's own {@code populate}. */
final class LargeData {

    /** The snapshot of the small database. */
    static final String SMALL = "small";

    private static final String PRODUCTION = "production";
    private static final String MODELS = "mail.message,res.partner";
    private static final int BATCH = 100;

    private final Settings settings;
    private final UnderTest understudy;
    private final Machine machine;

    LargeData(Settings settings, UnderTest understudy, Machine machine) {
        this.settings = settings;
        this.understudy = understudy;
        this.machine = machine;
    }

    /**
     * Writes the project's file and its repositories.
     *
     * @param watch how long production is watched after a deploy
     */
    static SampleRepositories project(Settings settings, String watch) throws IOException {
        Path repositories = settings.own().resolve("repositories");
        SampleRepositories sample = new SampleRepositories(repositories);
        if (!Files.exists(settings.project())) {
            Files.createDirectories(settings.own());
            sample.create();
            Files.writeString(settings.project(), """
                    # The benchmark's Odoo.
                    project: bench
                    odoo:
                      series: "19.0"
                      from: debian
                      modules: [sale_management, stock, acme_sale_priority, acme_stock_dispatch]
                    repositories:
                      - { name: sales, url: %s }
                      - { name: logistics, url: %s }
                    environments:
                      production: { workers: 2, watch: %s, hold: 5m }
                      staging: { copy_of: production }
                    storage: { pool_size: %s }
                    ports: %s
                    """.formatted(
                            sample.repository("sales"),
                            sample.repository("logistics"),
                            watch,
                            settings.poolSize(),
                            settings.ports()));
        }
        return sample;
    }

    /** Makes what is not there yet. */
    void make() throws IOException {
        if (Files.exists(settings.prepared())) {
            return;
        }
        Bench.say("production with sale_management, stock and the sample addons");
        understudy.perform(PRODUCTION, "create", Map.of());
        EnvironmentView production = understudy.environment(PRODUCTION);
        OdooSetting odoo = machine.odoo(
                production,
                machine.production(production),
                machine.production().data(),
                String.valueOf(production.release()));
        populate(production, odoo, settings.small());
        understudy.perform(PRODUCTION, "snapshot", Map.of("name", SMALL));
        if (!settings.large().isEmpty()) {
            populate(production, odoo, settings.large());
        }
        files(odoo);
        rest(machine.owner(production));
        Files.writeString(settings.prepared(), "small: " + settings.small() + ", large: " + settings.large() + "\n");
    }

    /** Bytes of a database. */
    static long bytes(Database database) {
        return Long.parseLong(database.rows("SELECT pg_database_size(current_database())")
                .getFirst()
                .getFirst());
    }

    /** Without the right to set the replication role, Odoo checks every foreign key of every row that it doubles. */
    private void populate(EnvironmentView production, OdooSetting odoo, String factors) throws IOException {
        Bench.say("odoo populate --models " + MODELS + " --factors " + factors);
        Database database = machine.owner(production);
        Keeper keeper = machine.clusters().keeper(machine.production(production));
        keeper.script("GRANT SET ON PARAMETER session_replication_role TO odoo");
        machine.once(
                odoo,
                List.of(
                        "populate",
                        "--config=" + odoo.configuration(),
                        "--models=" + MODELS,
                        "--factors=" + factors,
                        "--workers=0",
                        "--max-cron-threads=0"),
                "");
        keeper.script("REVOKE SET ON PARAMETER session_replication_role FROM odoo");
        rest(database);
        Bench.say(bytes(database) / 1_000_000 + " MB");
    }

    /** Attachments, made by Odoo itself, and its daily collection, which removes a note of each. */
    private void files(OdooSetting odoo) {
        Bench.say(settings.files() + " files in the filestore");
        machine.once(odoo, Machine.arguments(odoo).shell(), """
                import os, random
                random.seed(19)
                for batch in range(%d):
                    env['ir.attachment'].create([
                        {'name': 'bench-%%d-%%d.bin' %% (batch, one), 'raw': os.urandom(random.randint(2000, 60000))}
                        for one in range(%d)
                    ])
                    env.cr.commit()
                env['ir.attachment']._gc_file_store()
                env.cr.commit()

                """.formatted(settings.files() / BATCH, BATCH));
    }

    /** A database at rest: autovacuum would work on for minutes. */
    static void rest(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
