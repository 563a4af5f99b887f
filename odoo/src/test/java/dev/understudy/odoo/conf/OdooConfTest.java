package dev.understudy.odoo.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.odoo.series.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdooConfTest {

    @Test
    void isWrittenWhole() {
        assertThat(conf("19.0", "s3cr%t;#", List.of("/code/a", "/code/b"), Map.of())
                        .text())
                .isEqualTo("""
                        [options]
                        admin_passwd = adm1n
                        db_host = 127.0.0.1
                        db_port = 5433
                        db_user = odoo
                        db_password = s3cr%t;#
                        db_name = acme-1.x
                        dbfilter = ^acme\\-1\\.x$
                        list_db = False
                        data_dir = /data
                        addons_path = /code/a,/code/b
                        http_interface = 127.0.0.1
                        http_port = 8069
                        gevent_port = 8072
                        proxy_mode = True
                        workers = 4
                        max_cron_threads = 0
                        limit_memory_soft = 2147483648
                        limit_memory_hard = 2684354560
                        limit_time_cpu = 600
                        limit_time_real = 1200
                        limit_time_real_cron = 3600
                        limit_request = 65536
                        logfile = /log/odoo.log
                        with_demo = False
                        smtp_server = invalid
                        smtp_port = 1025
                        """);
    }

    @Test
    void namesTheOptionsOfOldSeries() {
        String text = conf("14.0", "x", List.of(), Map.of()).text();
        assertThat(text).contains("longpolling_port = 8072\n", "without_demo = all\n");
        assertThat(text).doesNotContain("gevent_port", "with_demo", "addons_path");
    }

    @Test
    void letsFurtherOptionsWin() {
        String text = conf(
                        "19.0",
                        "x",
                        List.of(),
                        Map.of(
                                "options",
                                Map.of("limit_request", "7", "server_wide_modules", "base,web"),
                                "queue_job",
                                Map.of("channels", "root:2", "host", "h")))
                .text();
        assertThat(text).contains("limit_request = 7\n", "server_wide_modules = base,web\n");
        assertThat(text).doesNotContain("limit_request = 65536");
        assertThat(text).endsWith("[queue_job]\nchannels = root:2\nhost = h\n");
    }

    @Test
    void mailsNowhereFromACopyWhateverIsAskedFor() {
        String text = conf(
                        "19.0",
                        "x",
                        List.of(),
                        Map.of("options", Map.of("smtp_server", "smtp.acme.example", "smtp_user", "erp")))
                .text();
        assertThat(text).contains("smtp_server = invalid\n").doesNotContain("acme.example", "smtp_user");
    }

    @Test
    void mailsIntoAMailboxWhateverIsAskedFor() {
        Map<String, String> options =
                new OutgoingMail(OutgoingMail.Way.CAUGHT, 8101).over(Map.of("smtp_ssl", "True", "workers", "4"));

        assertThat(options)
                .containsEntry("smtp_server", "127.0.0.1")
                .containsEntry("smtp_port", "8101")
                .containsEntry("workers", "4")
                .doesNotContainKey("smtp_ssl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nlist_db = True", " a", "a ", "a\u0000"})
    void refusesWhatTheFileCannotHold(String password) {
        OdooConf conf = conf("19.0", password, List.of(), Map.of());
        assertThatIllegalArgumentException().isThrownBy(conf::text).withMessageNotContaining("list_db = True");
    }

    @Test
    void refusesFoldersWithCommasAndStrangeOptions() {
        assertThatIllegalArgumentException().isThrownBy(() -> conf("19.0", "x", List.of("/a,b"), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conf("19.0", "x", List.of(), Map.of("options", Map.of("a = b\nc", "d"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conf("19.0", "x", List.of(), Map.of("a]\n[options", Map.of("list_db", "True"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new DatabaseAccess("h", 1, "u", "p", "a b%h"));
    }

    @Test
    void keepsSecretsToItself() {
        assertThat(conf("19.0", "s3cret", List.of(), Map.of()).toString()).doesNotContain("s3cret", "adm1n");
    }

    private static OdooConf conf(
            String series, String password, List<String> addons, Map<String, Map<String, String>> more) {
        return new OdooConf(
                Series.of(series),
                new DatabaseAccess("127.0.0.1", 5433, "odoo", password, "acme-1.x"),
                "adm1n",
                new HttpService("127.0.0.1", 8069, 8072, true),
                4,
                0,
                Limits.defaults(),
                "/data",
                addons,
                Optional.of("/log/odoo.log"),
                false,
                OutgoingMail.NONE,
                more);
    }
}
