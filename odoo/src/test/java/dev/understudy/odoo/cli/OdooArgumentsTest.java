package dev.understudy.odoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.odoo.series.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class OdooArgumentsTest {

    private static final OdooArguments NEW = new OdooArguments(Series.of("19.0"), "/e/odoo.conf");
    private static final OdooArguments OLD = new OdooArguments(Series.of("14.0"), "/e/odoo.conf");

    @Test
    void updatesAndInstallsInOneRun() {
        assertThat(NEW.update(List.of("sale", "crm"), List.of("stock")))
                .containsExactly(
                        "-c",
                        "/e/odoo.conf",
                        "-u",
                        "crm,sale",
                        "-i",
                        "stock",
                        "--stop-after-init",
                        "--no-http",
                        "--workers=0",
                        "--max-cron-threads=0");
    }

    @Test
    void declinesDemoWhereItComesUnasked() {
        assertThat(OLD.install(List.of("base"), false)).contains("--without-demo=all");
        assertThat(OLD.install(List.of("base"), true)).noneMatch(argument -> argument.contains("demo"));
        assertThat(NEW.install(List.of("base"), false)).noneMatch(argument -> argument.contains("demo"));
        assertThat(NEW.install(List.of("base"), true)).contains("--with-demo");
    }

    @Test
    void testsModules() {
        assertThat(NEW.test(List.of("sale"), List.of(), List.of("sale", "stock"), List.of(), 8099))
                .endsWith("--http-port=8099", "--test-enable", "--test-tags=/sale,/stock")
                .contains("-u", "sale", "--workers=0");
    }

    @Test
    void splitsWebAndCron() {
        assertThat(NEW.web()).containsExactly("-c", "/e/odoo.conf", "--max-cron-threads=0");
        assertThat(NEW.cron(2))
                .containsExactly("-c", "/e/odoo.conf", "--no-http", "--workers=0", "--max-cron-threads=2");
    }

    @Test
    void knowsTheCommands() {
        assertThat(NEW.neutralize()).containsExactly("neutralize", "-c", "/e/odoo.conf");
        assertThat(NEW.databaseLoad("acme", "/b/x.zip"))
                .containsExactly("db", "-c", "/e/odoo.conf", "load", "acme", "/b/x.zip");
        assertThat(OLD.shell()).startsWith("shell", "-c", "/e/odoo.conf");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(OLD::neutralize);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> OLD.databaseLoad("acme", "/b/x.zip"));
    }

    @Test
    void refusesWhatIsNoModule() {
        assertThatIllegalArgumentException().isThrownBy(() -> NEW.update(List.of("sale --save"), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NEW.test(List.of(), List.of(), List.of(), List.of(), 8099));
    }

    @Test
    void testsAreThoseOfTheModulesThatHaveATagAndNoneOfThoseToBeLeftOut() {
        assertThat(OdooArguments.testTags(List.of("sale", "stock"), List.of("slow", "-external")))
                .isEqualTo("slow/sale,slow/stock,-external");
        assertThat(OdooArguments.testTags(List.of("sale", "stock"), List.of("-slow")))
                .isEqualTo("/sale,/stock,-slow");
    }
}
