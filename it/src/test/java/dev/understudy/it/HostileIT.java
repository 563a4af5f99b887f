package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.it.HostileTraps.Trap;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.server.api.Verb;
import dev.understudy.targets.host.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An administrator of Odoo who prepares production's database for whoever comes by with more power, by a server action, and a
 * committer whose release tries to get out wherever it is run: on a real Odoo 19, against every verb.
 */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1500)
class HostileIT {

    private final SampleProduction sample;
    private final LiveService service;
    private final Api api;
    private final HostileCanary canary;
    private final HostileTraps traps;
    private final HostileDump dump;
    private final HostileRelease hostile;
    private final Set<String> verbs = new TreeSet<>();
    private String before = "";
    private String release = "";

    HostileIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
        this.api = sample.api();
        this.canary = new HostileCanary(service.host());
        this.traps = new HostileTraps(canary);
        this.dump = new HostileDump(canary, traps);
        this.hostile = new HostileRelease(service.home(), canary, traps);
    }

    @AfterAll
    void forget() {
        canary.close();
    }

    /** Else the other tests could pass because the attacks are broken. */
    @Test
    @Order(1)
    void everyAttackSucceedsWhereThereAreNoWalls() throws IOException {
        try (HostileCanary other = new HostileCanary(service.host());
                Unwalled server = new Unwalled(service.host())) {
            HostileTraps set = new HostileTraps(other);
            for (String table : List.of("res_users", "ir_cron", "ir_config_parameter", "ir_mail_server")) {
                server.asOdoo("CREATE TABLE " + table + " (id int); INSERT INTO " + table + " VALUES (1)");
            }
            set.all().forEach(trap -> server.asOdoo(trap.set()));
            set.all()
                    .forEach(trap ->
                            server.asSuperuser("SET search_path = public, pg_catalog, pg_temp; " + trap.step()));
            // The one who sets them steps in himself, and nothing happens.
            server.asSuperuser(set.attempts().getFirst());

            List<String> names = set.all().stream().map(Trap::name).toList();
            assertThat(other.sung()).containsAll(names).contains("attempt").hasSize(names.size() + 1);
        }
        assertThat(dump.unwalled(service.host())).containsExactlyElementsOf(HostileDump.names());
        assertThat(hostile.unwalled(service.host())).contains("file", "command");
        assertThat(HostileGit.unwalled(service.host(), service.repositories()))
                .containsExactly("hook", "setting", "submodule-ext", "submodule-option");
    }

    @Test
    @Order(2)
    void anAdministratorSetsThemByAServerAction() {
        StringBuilder sql = new StringBuilder();
        traps.all().forEach(trap -> sql.append(trap.set()));
        action(sql + HostileDump.room() + HostileTraps.SETTINGS);

        assertThat(service.database(PRODUCTION).rows("SELECT public.to_regclass('public.res_users')"))
                .as("they are harmless for Odoo")
                .containsExactly(List.of("res_users"));
        for (String attempt : traps.attempts()) {
            assertThatThrownBy(() -> action(attempt)).as(attempt).isInstanceOf(RuntimeException.class);
        }
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(canary.sung()).isEmpty();
    }

    @Test
    @Order(3)
    void noVerbRunsWhatTheDatabaseHolds() {
        before = String.valueOf(sample.production().release());
        assertThat(api.get("/status").status()).isEqualTo(200);
        assertThat(sample.production().status()).isEqualTo("running");
        done(PRODUCTION, Verb.SNAPSHOT, Map.of("name", "trapped"));
        done(PRODUCTION, Verb.BACKUP, Map.of("file", "trapped.zip"));
        done(PRODUCTION, Verb.EXPORT, Map.of("file", "handed-out.zip", "unmasked", "a trial"));
        left();
        done(STAGING, Verb.CREATE, Map.of());
        done(STAGING, Verb.SNAPSHOT, Map.of());

        // Production's server is not the control plane's, and neither is the copy's.
        assertThat(owner("volumes/production/live/pgdata")).endsWith("-pg_production");
        assertThat(owner("volumes/staging/live/pgdata")).endsWith("-pg_staging");
        assertThat(owner("control/pgdata")).endsWith("-pg");
        assertThat(owner("mirrors/sales.git")).endsWith("-git");
    }

    /** A dump in SQL, in Odoo's zip, and an archive of pg_dump whose table of contents was written by hand. */
    @Test
    @Order(4)
    void noDumpRunsAnything() throws IOException {
        Path backup = service.home().directory().resolve("backups/production/trapped.zip");
        Path crafted = service.project().resolveSibling("crafted.zip");
        dump.craft(backup, "", dump.text(), crafted);
        RunView loaded = done(STAGING, Verb.RESTORE, Map.of("backup", crafted.toString()));
        assertThat(api.get("/runs/" + loaded.id() + "/evidence/restore-report").body())
                .contains("file_fdw", "event trigger trap");
        // What was left out is named on the terminal, and is text there.
        Cli.Ended shown =
                Cli.start(service.home(), List.of("run", "show", loaded.id())).end();
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).doesNotContain("\u001b[2J", "\u009b");

        dump.craft(backup, dump.lines().getFirst(), "", crafted);
        RunView refused = api.perform(STAGING, "restore", Map.of("backup", crafted.toString()));
        assertThat(requireNonNull(refused.error()).code()).isEqualTo("dump.hostile");

        Path archive = service.project().resolveSibling("crafted.dump");
        archive(archive);
        dump.patch(archive);
        done(STAGING, Verb.RESTORE, Map.of("backup", archive.toString(), "missing", "true"));
        assertThat(sample.serves(STAGING)).isTrue();
        assertThat(canary.sung()).isEmpty();
    }

    @Test
    @Order(5)
    void aReleaseGetsOutNowhere() throws IOException {
        Map<String, String> commits = sample.commitOn("sales", hostile.subject(), hostile::write);
        release = made(Map.of("commits", commits, "install", List.of(HostileRelease.NEW)));

        RunView rehearsed = rehearsed(release);

        String log = api.get("/runs/" + rehearsed.id() + "/evidence/update-log").body();
        for (String when : List.of(
                "at import", "at import of a new module", "before", "after", "in pre_init_hook", "in post_init_hook")) {
            assertThat(log).contains("HOSTILE tried " + when);
        }
        assertThat(log).doesNotContain("HOSTILE got");

        for (String command : List.of("release show " + release, "release list", "run show " + rehearsed.id())) {
            Cli.Ended shown =
                    Cli.start(service.home(), List.of(command.split(" "))).end();
            assertThat(shown.exitCode()).as(command + shown.err()).isZero();
            assertThat(shown.out()).as(command).isNotBlank().doesNotContain("\u001b[2J", "\u009b", "\u202e");
        }
        assertThat(api.get("/releases/" + release).body()).contains("Mal", "Ory");

        done(PRODUCTION, Verb.DEPLOY, Map.of("release", release));

        assertThat(Files.readString(
                        service.home().first().environment(PRODUCTION).resolve("logs/production-web-blue.log")))
                .doesNotContain("HOSTILE got");
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(api.get("/environments/rehearsal").status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void aModuleThatLeavesGetsOutNowhereAndItsLogShowsNothing() throws IOException {
        String secret = Files.readString(service.home().token()).strip();
        Map<String, String> commits = sample.commitOn(
                "sales", "Let it go", checkout -> Files.writeString(checkout.resolve("README.md"), "Gone.\n"));

        RunView rehearsed = api.rehearse(made(Map.of("commits", commits, "uninstall", List.of(HostileRelease.NEW))));

        StringBuilder seen = new StringBuilder(api.told(rehearsed));
        seen.append(api.get("/runs/" + rehearsed.id() + "/commands").body());
        for (String evidence : List.of("update-log", "rehearsal", "test-log")) {
            seen.append(
                    api.get("/runs/" + rehearsed.id() + "/evidence/" + evidence).body());
        }
        assertThat(seen.toString())
                .contains("HOSTILE tried in uninstall_hook")
                .doesNotContain("HOSTILE got")
                .doesNotContain(secret);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(canary.sung()).isEmpty();
    }

    @Test
    @Order(7)
    void noCommitRunsOrReadsAnything() throws IOException {
        HostileGit git = new HostileGit(canary);
        for (Map.Entry<String, String> submodule : git.submodules().entrySet()) {
            Map<String, String> commits = sample.commitOn(
                    "sales", submodule.getKey(), checkout -> HostileGit.submodule(checkout, submodule.getValue()));

            Api.Answer answer = api.post("/releases", Map.of("commits", commits));

            assertThat(answer.body()).as(submodule.getKey()).contains("git.submodule-address");
        }
        RunView linked = api.rehearse(made(Map.of("commits", sample.commitOn("sales", "Link", HostileGit::linkOut))));
        assertThat(requireNonNull(linked.error()).code()).isEqualTo("git.link-outside");

        git.poison(sample.repositories().repository("sales"));
        api.release(api.release(release).repositories());

        assertThat(canary.sung()).isEmpty();
    }

    @Test
    @Order(8)
    void theWayBackRunsNothingEither() {
        done(STAGING, Verb.REFRESH, Map.of());
        done(PRODUCTION, Verb.ROLLBACK, Map.of("to", "trapped", "discard", "true"));
        done(PRODUCTION, Verb.QUIET, Map.of());
        done(PRODUCTION, Verb.LIVE, Map.of());
        done(STAGING, Verb.DESTROY, Map.of());

        assertThat(sample.production().release()).isEqualTo(before);
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    /**
     * But those that need somebody else's Odoo: {@link TakeOverIT}; and the one whose data never was production's, and whose code
     * alone may be hostile: {@link BranchDataIT} tries that.
     */
    @Test
    @Order(9)
    void noVerbWasLeftOut() {
        Set<Verb> ofAnother = Set.of(Verb.FOLLOW, Verb.TAKE_OVER, Verb.GIVE_BACK, Verb.SWITCH);
        assertThat(verbs)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Verb.values())
                        .filter(verb -> !ofAnother.contains(verb))
                        .map(Verb::word)
                        .toList());
    }

    private void left() {
        Path home = service.home().directory();
        Path into = home.resolveSibling(home.getFileName() + "-left");
        try {
            done(PRODUCTION, Verb.LEAVE, Map.of("into", into.toString(), "unloaded", "true"));
        } finally {
            service.host().delete(into);
        }
    }

    private RunView done(String environment, Verb verb, Map<String, String> arguments) {
        return succeeded(verb, api.perform(environment, verb.word(), arguments));
    }

    private RunView rehearsed(String id) {
        return succeeded(Verb.REHEARSE, api.rehearse(id));
    }

    private RunView succeeded(Verb verb, RunView run) {
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        assertThat(canary.sung()).as(verb.word()).isEmpty();
        verbs.add(verb.word());
        return run;
    }

    private String made(Map<String, ?> order) {
        Api.Answer answer = api.post("/releases", order);
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return answer.as(ReleaseView.class).id();
    }

    /** An archive of production's database, as its administrator makes it. */
    private void archive(Path file) {
        EnvironmentView.DatabaseView database =
                requireNonNull(sample.production().database());
        Path configuration = service.home().first().environment(PRODUCTION).resolve("odoo-blue.conf");
        service.host()
                .require(Command.of(
                        "sh",
                        "-c",
                        "PGPASSWORD=$(sed -n 's/^db_password *= *//p' \"$0\") exec pg_dump -h 127.0.0.1 -p \"$1\""
                                + " -U odoo -Fc \"$2\" >\"$3\"",
                        configuration,
                        database.port(),
                        database.name(),
                        file));
    }

    private void action(String sql) {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            int model = odoo.search("ir.model", List.of(List.of("model", "=", "res.partner")))
                    .getFirst();
            List<Integer> action = odoo.create(
                    "ir.actions.server",
                    List.of(Map.of(
                            "name",
                            "Prepare",
                            "model_id",
                            model,
                            "state",
                            "code",
                            "code",
                            "env.cr.execute(\"\"\"" + sql + "\"\"\")")),
                    Map.of());
            odoo.execute("ir.actions.server", "run", List.of(action), Map.of());
        }
    }

    private String owner(String path) {
        Path file = service.home().directory().resolve(path);
        return service.host()
                .require(Command.of("stat", "-c", "%U", "--", file))
                .out()
                .strip();
    }
}
