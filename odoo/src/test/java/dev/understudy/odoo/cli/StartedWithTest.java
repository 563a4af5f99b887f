package dev.understudy.odoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartedWithTest {

    @Test
    void readsEachWayInWhichAnOptionIsGiven() {
        assertThat(StartedWith.options(List.of(
                        "python3",
                        "/usr/bin/odoo",
                        "-c",
                        "/etc/odoo.conf",
                        "--db_host=db",
                        "--db_user",
                        "odoo",
                        "-dacme",
                        "--proxy-mode",
                        "--no-database-list",
                        "--workers",
                        "4",
                        "-i",
                        "sale")))
                .containsEntry("config", "/etc/odoo.conf")
                .containsEntry("db_host", "db")
                .containsEntry("db_user", "odoo")
                .containsEntry("db_name", "acme")
                .containsEntry("proxy_mode", "True")
                .containsEntry("list_db", "False")
                .containsEntry("workers", "4");
    }

    @Test
    void tellsOdooFromOtherPrograms() {
        assertThat(StartedWith.odoo(List.of("/usr/bin/python3", "/opt/odoo/odoo-bin", "-c", "x")))
                .isTrue();
        assertThat(StartedWith.odoo(List.of("/usr/bin/odoo"))).isTrue();
        assertThat(StartedWith.odoo(List.of("/usr/bin/python3", "manage.py"))).isFalse();
        assertThat(StartedWith.odoo(List.of("tail", "/var/log/odoo.log"))).isFalse();
    }
}
