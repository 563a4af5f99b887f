package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalledHostsTest {

    @Test
    void areInMailServersParametersAndColumnsOfAddresses() {
        Direct database = new Direct(TestPostgres.shared().newDatabase());
        database.script("""
                CREATE TABLE ir_config_parameter (key text, value text);
                INSERT INTO ir_config_parameter VALUES ('carrier.api', 'https://user@API.Carrier.example:8443/v2'),
                  ('database.uuid', '5b2f'), ('web.base.url', 'https://erp.acme.example');
                CREATE TABLE ir_mail_server (smtp_host varchar, smtp_user varchar);
                INSERT INTO ir_mail_server VALUES ('smtp.acme.example', 'ada@elsewhere.example');
                CREATE TABLE fetchmail_server (server varchar);
                INSERT INTO fetchmail_server VALUES ('192.0.2.25'), (NULL);
                CREATE TABLE "Odd ""table" ("sftp_host" text, name text);
                INSERT INTO "Odd ""table" VALUES ('[2001:db8::5]:22', 'other.example');
                """);

        assertThat(CalledHosts.of(database))
                .containsOnlyKeys(
                        "api.carrier.example", "erp.acme.example", "smtp.acme.example", "192.0.2.25", "2001:db8::5")
                .containsEntry("smtp.acme.example", "ir_mail_server.smtp_host")
                .containsEntry("api.carrier.example", "ir_config_parameter.value");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x,a.example",
        "sftp://u:p@a.example:22,a.example",
        "a.example,a.example",
        "a.example:465,a.example",
        "localhost,localhost",
        "http://127.0.0.1:8069,localhost:8069",
        "https://localhost/x,localhost:443",
        "http://[2001:db8::5]/,2001:db8::5",
        "'see https://a.example, and more',a.example",
    })
    void aValueNamesAMachine(String value, String host) {
        assertThat(CalledHosts.hosts(value)).containsExactly(host);
    }
}
