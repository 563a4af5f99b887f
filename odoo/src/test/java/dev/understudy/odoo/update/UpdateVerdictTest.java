package dev.understudy.odoo.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.log.RealLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateVerdictTest {

    private static final List<ModuleRow> ROWS = List.of(
            new ModuleRow("base", "installed", "19.0.1.3"),
            new ModuleRow("sale", "installed", "19.0.1.2"),
            new ModuleRow("probe_fail", "installed", "19.0.1.0"),
            new ModuleRow("crm", "uninstalled", ""));

    @ParameterizedTest
    @ValueSource(strings = {"install-14", "install-19", "update-14", "update-19"})
    void raisesNoFalseAlarm(String name) {
        assertThat(judge(0, RealLog.entries(name)).failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "names-14, 0, INVALID_NAMES",
        "names-19, 0, INVALID_NAMES",
        "names-14, 0, CONSTRAINT_FAILED",
        "names-19, 0, CONSTRAINT_FAILED",
        "gone-14, 0, INCONSISTENT_STATES",
        "gone-19, 0, INCONSISTENT_STATES",
        "gone-14, 0, LEFT_OUT",
        "gone-19, 0, LEFT_OUT",
        "xml-14, 255, STATES_RESET",
        "xml-19, 255, STATES_RESET",
        "xml-14, 255, ERROR",
        "xml-19, 255, ERROR",
        "test-14, 1, TESTS_FAILED",
        "test-19, 1, TESTS_FAILED",
    })
    void seesWhatRealUpdatesHide(String name, int exitCode, Reason reason) {
        UpdateVerdict verdict = judge(exitCode, RealLog.entries(name));
        assertThat(verdict.worked()).isFalse();
        assertThat(verdict.failures())
                .anySatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                UpdateFailure.Line.class,
                                line -> assertThat(line.reason()).isEqualTo(reason)));
        assertThat(verdict.failures())
                .allSatisfy(failure -> assertThat(failure.text()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR odoo.modules.loading: Some modules are not loaded, some dependencies may be missing: ['x'] | MODULES_NOT_LOADED",
                "WARNING odoo.modules.loading: Module sale demo data failed to install, installed without demo data | DEMO_FAILED",
                "WARNING odoo.modules.loading: invalid custom view(s) for model sale.order: x | INVALID_VIEW",
                "INFO odoo.modules.graph: module sale: Unmet dependencies: y | LEFT_OUT",
                "INFO odoo.modules.module_graph: module sale: some depends are not loaded, skipped | LEFT_OUT",
                "WARNING odoo.modules.module: The module sale has an incompatible version, setting installable=False | INCOMPATIBLE",
                "ERROR odoo.addons.x.models.y: whatever | ERROR",
            })
    void knowsTheWordings(String line, Reason reason) {
        String[] parts = line.split(" ", 2);
        var verdict = judge(0, log(parts[0] + " acme " + parts[1]));
        assertThat(verdict.failures())
                .singleElement()
                .isInstanceOfSatisfying(
                        UpdateFailure.Line.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    /**
     * As Odoo 14 says it of a module that needs one from now on which is new, and of another that needs that module and is not
     * updated itself.
     */
    @Test
    void whatIsLoadedByTheSecondPassWasNotLeftOut() {
        List<LogEntry> entries = LogParser.parse("""
                2026-11-30 20:21:31,614 1 INFO acme odoo.modules.graph: module sale: Unmet dependencies: base_sparse_field
                2026-11-30 20:21:31,614 1 INFO acme odoo.modules.graph: module probe_fail: Unmet dependencies: sale
                2026-11-30 20:24:39,875 1 INFO acme odoo.modules.graph: module sale: Unmet dependencies: base_sparse_field
                2026-11-30 20:25:27,830 1 INFO acme odoo.modules.loading: Loading module sale (49/112)
                2026-11-30 20:27:05,232 1 INFO acme odoo.modules.loading: Modules loaded.
                """);

        assertThat(UpdateVerdict.of(0, entries, ROWS, Map.of("sale", "19.0.1.2"), Set.of())
                        .failures())
                .isEmpty();
    }

    @Test
    void whatIsPassedOverAgainAtTheEndWasLeftOut() {
        List<LogEntry> entries = LogParser.parse("""
                2026-11-30 20:21:31,614 1 INFO acme odoo.modules.graph: module probe_fail: Unmet dependencies: gone
                2026-11-30 20:24:39,875 1 ERROR acme odoo.modules.loading: Some modules are not loaded, some dependencies or manifest may be missing: ['probe_fail']
                2026-11-30 20:27:05,232 1 INFO acme odoo.modules.loading: Modules loaded.
                """);

        assertThat(UpdateVerdict.of(0, entries, ROWS, Map.of(), Set.of()).failures())
                .hasSize(2);
    }

    /** Odoo reads every manifest on its path, also of modules that nobody has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WARNING acme odoo.modules.module: The module legacy has an incompatible version, setting installable=False",
                "INFO acme odoo.modules.graph: module legacy: Unmet dependencies: y",
            })
    void takesNoOffenceAtABystander(String line) {
        assertThat(judge(0, log(line)).worked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "xml-14, Invalid field 'no_such_field' on model 'res.partner'",
        "xml-19, Invalid field 'no_such_field' in 'res.partner'"
    })
    void tellsTheCauseFirstAndOnce(String name, String message) {
        List<LogEntry> entries = RealLog.entries(name);
        Map<String, String> expected = Map.of("probe_xml", "1", "one", "1", "two", "1");
        List<String> told = UpdateVerdict.of(255, entries, ROWS, expected, Set.of())
                .told(entries, Set.of("probe_xml", "one", "two"));
        assertThat(told).hasSize(2);
        assertThat(told.getFirst())
                .isEqualTo("ValueError: " + message + " (module probe_xml; probe_xml/data/x.xml:1; record a)");
        assertThat(told.getLast()).matches("\\d+ more findings follow from it");
    }

    @Test
    void namesTheInnermostLineOfTheProjectsOwnCode() {
        List<LogEntry> entries = LogParser.parse("""
                2026-11-20 12:00:00,000 1 INFO acme odoo.modules.loading: Loading module acme_rates (3/4)
                2026-11-20 12:00:00,100 1 CRITICAL acme odoo.service.server: Failed to initialize database `acme`.
                Traceback (most recent call last):
                  File "/usr/lib/python3/dist-packages/odoo/modules/migration.py", line 254, in exec_script
                    migrate(cr, installed_version)
                  File "/srv/code/r2/sales/acme_rates/migrations/19.0.1.1/post-rates.py", line 7, in migrate
                    cr.execute("UPDATE res_partner SET ref = NULL")
                  File "/usr/lib/python3/dist-packages/odoo/sql_db.py", line 433, in execute
                    self._obj.execute(query, params)
                psycopg2.errors.NotNullViolation: null value in column "ref" violates not-null constraint
                DETAIL:  Failing row contains (1).
                """);
        assertThat(UpdateCause.of(entries, Set.of("acme_rates", "acme"))
                        .orElseThrow()
                        .text())
                .isEqualTo("NotNullViolation: null value in column \"ref\" violates not-null constraint"
                        + " DETAIL: Failing row contains (1)."
                        + " (acme_rates/migrations/19.0.1.1/post-rates.py:7, in migrate; module acme_rates)");
    }

    @Test
    void tellsWhatAMigrationScriptCouldNotImport() {
        List<LogEntry> entries = LogParser.parse("""
                2026-11-20 12:00:00,000 1 INFO acme odoo.modules.loading: Loading module dms (3/4)
                2026-11-20 12:00:00,100 1 CRITICAL acme odoo.service.server: Failed to initialize database `acme`.
                Traceback (most recent call last):
                  File "/usr/lib/python3/dist-packages/odoo/modules/migration.py", line 234, in exec_script
                    mod = load_script(pyfile, name)
                  File "<frozen importlib._bootstrap>", line 488, in _call_with_frames_removed
                  File "/srv/code/r2/community/dms/migrations/19.0.1.1.0/post-migration.py", line 3, in <module>
                    from openupgradelib import openupgrade
                ModuleNotFoundError: No module named 'openupgradelib'

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/usr/lib/python3/dist-packages/odoo/modules/loading.py", line 222, in load_module_graph
                    migrations.migrate_module(package, 'post')
                  File "/usr/lib/python3/dist-packages/odoo/modules/migration.py", line 236, in exec_script
                    raise ImportError('module %(addon)s: Unable to load %(stage)s-migration file %(file)s') from e
                ImportError: module dms: Unable to load post-migration file /srv/code/r2/community/dms/migrations/19.0.1.1.0/post-migration.py
                """);
        assertThat(UpdateCause.of(entries, Set.of("dms")).orElseThrow().text())
                .isEqualTo("ModuleNotFoundError: No module named 'openupgradelib'"
                        + " (dms/migrations/19.0.1.1.0/post-migration.py:3, in <module>; module dms)");
    }

    @Test
    void tellsWhatTheLogSaysWhereNothingWasRaised() {
        List<LogEntry> entries =
                log("WARNING acme odoo.schema: column \"ref\" of relation \"res_partner\" contains null values");
        assertThat(judge(0, entries).told(entries, Set.of()))
                .singleElement()
                .asString()
                .startsWith("The data does not fit the schema: ")
                .endsWith("column \"ref\" of relation \"res_partner\" contains null values");
    }

    @Test
    void namesTheValueThatIsThereTwice() {
        List<LogEntry> entries = log("WARNING acme odoo.schema: Table 'pump': unable to add constraint 'pump_serial'!"
                + " could not create unique index \"pump_serial\"\nDETAIL:  Key (serial)=(S-0019) is duplicated.\n");
        assertThat(judge(0, entries).told(entries, Set.of()))
                .singleElement()
                .asString()
                .endsWith("unique index \"pump_serial\" (Key (serial)=(S-0019) is duplicated.)");
    }

    @Test
    void asksForModulesLoadedAndTheExitCode() {
        assertThat(judge(255, List.of()).failures())
                .containsExactly(new UpdateFailure.Exit(255), new UpdateFailure.NotLoaded());
    }

    @Test
    void asksForStatesAndVersions() {
        var rows = List.of(
                new ModuleRow("base", "installed", "19.0.1.3"),
                new ModuleRow("sale", "to upgrade", "19.0.1.1"),
                new ModuleRow("ours", "installed", "19.0.1.0"));
        var expected = Map.of("ours", "19.0.2.0", "sale", "19.0.1.2", "unknown", "19.0.1.0");
        assertThat(UpdateVerdict.of(0, log("INFO acme x: y"), rows, expected, Set.of())
                        .failures())
                .containsExactly(
                        new UpdateFailure.Unfinished("sale", "to upgrade"),
                        new UpdateFailure.WrongVersion("ours", "19.0.2.0", "19.0.1.0"),
                        new UpdateFailure.NotInstalled("sale", "to upgrade"),
                        new UpdateFailure.NotInstalled("unknown", ""));
    }

    @Test
    void excusesWhatProductionAlreadySuffersFrom() {
        List<LogEntry> before = log("WARNING acme odoo.schema: Missing not-null constraint on res.partner.old");
        List<LogEntry> after = log("ERROR acme odoo.schema: Missing not-null constraint on res.partner.new");
        Set<String> known = UpdateVerdict.excusable(before);
        assertThat(UpdateVerdict.of(0, before, ROWS, Map.of(), known).worked()).isTrue();
        assertThat(UpdateVerdict.of(0, after, ROWS, Map.of(), known).worked()).isFalse();
        assertThat(UpdateVerdict.excusable(log("ERROR acme odoo.x: y"))).isEmpty();
    }

    private static UpdateVerdict judge(int exitCode, List<LogEntry> log) {
        return UpdateVerdict.of(exitCode, log, ROWS, Map.of("sale", "19.0.1.2"), Set.of());
    }

    /** A log of one entry, and the line that ends a good one. */
    private static List<LogEntry> log(String entry) {
        return LogParser.parse("2026-11-20 12:00:00,000 1 " + entry
                + "\n2026-11-20 12:00:01,000 1 INFO acme odoo.modules.loading: Modules loaded. \n");
    }
}
