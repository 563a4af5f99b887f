package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.release.ManifestFiles;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.odoo.neutralize.Identity;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.postgres.Database;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralizerTest {

    private static final Identity COPY = new Identity("http://127.0.0.1:8070", "the-uuid", "the-secret");
    private static final ModuleCatalog NO_CODE = ModuleCatalog.read(List.of(), List.of(), new ManifestFiles());

    private final Database database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script("""
                CREATE TABLE ir_module_module (name text, state text);
                CREATE TABLE ir_config_parameter (
                  id serial, key text UNIQUE, value text, create_uid int, create_date timestamp,
                  write_uid int, write_date timestamp);
                CREATE TABLE orders (id int PRIMARY KEY);
                CREATE SUBSCRIPTION "from the shop" CONNECTION 'host=127.0.0.1 port=1 dbname=shop password=secret'
                  PUBLICATION orders WITH (connect = false);
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0", "19.0"})
    void aCopySubscribesToNothing(String series) {
        // As if the first copy of a table had not ended: dropping would call the publisher.
        database.script("INSERT INTO pg_subscription_rel SELECT oid, 'orders'::regclass, 'd', NULL FROM pg_subscription"
                + " WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
        Neutralizer neutralizer = new Neutralizer(Series.of(series));

        int held = neutralizer.neutralize(database, NO_CODE, COPY);

        assertThat(subscriptions()).isEmpty();
        assertThat(neutralizer.neutralize(database, NO_CODE, COPY)).isEqualTo(held);
    }

    @Test
    void anotherDatabasesSubscriptionIsNotTouched() {
        Database other = new Direct(TestPostgres.shared().newDatabase());
        other.script("CREATE TABLE ir_module_module (name text, state text); CREATE TABLE ir_config_parameter ("
                + "id serial, key text UNIQUE, value text, create_uid int, create_date timestamp, write_uid int,"
                + " write_date timestamp)");

        new Neutralizer(Series.of("19.0")).neutralize(other, NO_CODE, COPY);

        assertThat(subscriptions()).containsExactly(List.of("from the shop"));
    }

    @Test
    void oneThatComesBackIsFound() {
        database.script("""
                CREATE FUNCTION again() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF NOT EXISTS (SELECT FROM pg_subscription WHERE subname = 'again') THEN
                    CREATE SUBSCRIPTION again CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p WITH (connect = false);
                  END IF;
                END $$;
                CREATE EVENT TRIGGER again ON ddl_command_end WHEN tag IN ('CREATE FUNCTION') EXECUTE FUNCTION again();
                """);

        assertThatThrownBy(() -> new Neutralizer(Series.of("19.0")).neutralize(database, NO_CODE, COPY))
                .hasMessageContaining("neutralize.not-harmless")
                .hasMessageContaining("subscriptions");
    }

    private List<List<String>> subscriptions() {
        return database.rows("SELECT subname FROM pg_subscription"
                + " WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }
}
