package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** An Odoo that a sysadmin has installed is followed, taken over under its users, and given back with what they wrote since. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1800)
class TakeOverIT {

    private final PlainOdoo old = new PlainOdoo("19.0");
    private final LiveService service = LiveService.inNewHome();
    private final Path repository = service.repositories().resolve("sales");

    @BeforeAll
    void aCompanyWorks() throws IOException {
        old.install("contacts");
        old.serve();
        Sources.create(repository, "Greet", checkout -> hello(checkout, "Hello"));
        project(old.stopCommand());
        service.start();
    }

    @AfterAll
    void leaveNothing() {
        service.close();
        old.close();
    }

    @Test
    @Order(1)
    void itIsFollowedWhileItsUsersGoOn() {
        RunView run = succeeded(Cli.run(service.home(), "follow"));

        System.err.println(service.api().told(run));
        EnvironmentView production = service.api().environment(PRODUCTION);
        assertThat(production.quiet()).isTrue();
        try (Clerks clerks = Clerks.at(address())) {
            clerks.write(3);
        }
        // They were at work where they have always been.
        assertThat(written(old.sql(PlainOdoo.DATABASE, Clerks.COUNT))).isEqualTo(3);
        assertThat(ours()).isZero();
        assertThat(Api.detail(run, "bring-data")).startsWith("dumped");
        EnvironmentView.Following follows = requireNonNull(production.follows());
        assertThat(follows.port()).isEqualTo(old.httpPort());
        assertThat(follows.since()).isNotNull();
        assertThat(follows.lacking()).as("no standby tells").isNull();
    }

    @Test
    @Order(2)
    void aServerThatMayBeReplicatedIsReplicated() {
        old.letReplicate();

        RunView run = succeeded(Cli.run(service.home(), "follow"));

        System.err.println(service.api().told(run));
        assertThat(Api.detail(run, "bring-data")).startsWith("replicated");
        assertThat(requireNonNull(service.api().environment(PRODUCTION).follows())
                        .lacking())
                .as("a standby tells")
                .isNotNull();
        assertThat(ours()).isEqualTo(3);
    }

    @Test
    @Order(3)
    void aReleaseIsRehearsedOnTheCopy() {
        String commit = Sources.commit(repository, "main", "Greet more", checkout -> hello(checkout, "Good morning"));

        RunView run = service.api()
                .rehearse(service.api().release(Map.of("sales", commit)).id());

        assertThat(run.status()).as(service.api().told(run)).isEqualTo("succeeded");
        assertThat(requireNonNull(service.api()
                                .perform(
                                        SampleProduction.PRODUCTION,
                                        "deploy",
                                        Map.of("release", requireNonNull(run.release())))
                                .error())
                        .code())
                .as("users are elsewhere")
                .isEqualTo("follow.users-elsewhere");
    }

    @Test
    @Order(4)
    void oneThatIsStartedAgainIsNotTakenOver() throws IOException {
        project(old.stopCommandThatDoesNotHold());
        try (Clerks clerks = Clerks.at(address())) {
            clerks.begin();
            Cli.Ended ended = Cli.run(service.home(), "take-over");

            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
            assertThat(ended.run().status()).isEqualTo("undone");
            assertThat(requireNonNull(ended.run().error()).code()).isIn("follow.started-again", "follow.not-stopped");
            clerks.end();
            assertThat(clerks.failures()).isEmpty();
            assertThat(written(old.sql(PlainOdoo.DATABASE, Clerks.COUNT))).isEqualTo(3 + clerks.written());
        } finally {
            project(old.stopCommand());
        }
        old.sql(PlainOdoo.DATABASE, "DELETE FROM res_partner WHERE ref LIKE 'clerk-%' RETURNING id");
    }

    @Test
    @Order(5)
    void howLongUsersWouldWaitIsToldFromWhatWasMeasured() {
        Cli.Ended told = Cli.run(service.home(), "take-over", "--dry-run");

        assertThat(told.exitCode()).as(told.err()).isZero();
        System.err.println(told.out());
        assertThat(told.out())
                .containsPattern("users would wait for about [0-9.]+ m?s, at most [0-9.]+ m?s")
                .containsPattern("to bring over before users wait: (no file|1 file|[0-9]+ files)")
                .contains("what the standby lacks: ", "nothing was seen that would stand in its way now");
        assertThat(service.api().environment(PRODUCTION).quiet()).isTrue();
    }

    @Test
    @Order(6)
    void itIsTakenOverWithoutARequestThatFails() {
        try (Clerks clerks = Clerks.at(address())) {
            clerks.begin();
            RunView run = succeeded(Cli.run(service.home(), "take-over"));
            clerks.end();

            System.err.println(service.api().told(run));
            System.err.println(clerks);
            assertThat(clerks.failures()).isEmpty();
            assertThat(ours()).isEqualTo(clerks.written());
            assertThat(old.runs()).isFalse();
        }
        EnvironmentView production = service.api().environment(PRODUCTION);
        assertThat(production.quiet()).isFalse();
        assertThat(production.follows()).isNull();
        assertThat(production.instances()).anyMatch(one -> one.role().equals("cron") && one.running());
        assertThat(Cli.run(service.home(), "follow").run().error())
                .satisfies(error -> assertThat(requireNonNull(error).code()).isEqualTo("follow.taken-over"));
    }

    @Test
    @Order(7)
    void itIsGivenBackWithWhatWasWrittenSince() {
        try (Clerks clerks = Clerks.at(address())) {
            int before = ours();
            clerks.begin();
            RunView run = succeeded(Cli.run(service.home(), "give-back"));
            clerks.write(2);
            clerks.end();

            System.err.println(service.api().told(run));
            System.err.println(clerks);
            assertThat(clerks.failures()).isEmpty();
            assertThat(written(old.sql(PlainOdoo.DATABASE, Clerks.COUNT))).isEqualTo(before + clerks.written());
            assertThat(old.runs()).isTrue();
        }
        assertThat(service.api().environment(PRODUCTION).quiet()).isTrue();
    }

    private RunView succeeded(Cli.Ended ended) {
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended.run();
    }

    private URI address() {
        return URI.create(
                "http://127.0.0.1:" + SampleProduction.http(service.api().environment(PRODUCTION)));
    }

    private int ours() {
        return written(
                service.database(PRODUCTION).rows(Clerks.COUNT).getFirst().getFirst());
    }

    private static int written(String count) {
        return Integer.parseInt(count);
    }

    private void project(List<String> stop) {
        service.project(text(old, repository, service, stop));
    }

    /** A project that follows an Odoo. */
    static String text(PlainOdoo old, Path repository, LiveService service, List<String> stop) {
        return """
                project: acme
                odoo:
                  series: "19.0"
                repositories:
                  - name: sales
                    url: "%s"
                ports: %s
                environments:
                  production:
                    database: acme
                    hold: 5m
                    follows:
                      config: %s
                      filestore: %s
                      port: %d
                      stop: [%s]
                      start: [%s]
                """.formatted(
                        repository,
                        service.ports(),
                        old.configuration(),
                        old.filestore(),
                        old.httpPort(),
                        String.join(", ", stop),
                        String.join(", ", old.startCommand()));
    }

    static void hello(Path checkout, String words) throws IOException {
        Path module = Files.createDirectories(checkout.resolve("acme_hello"));
        Files.writeString(module.resolve("__init__.py"), "# " + words + "\n");
        Files.writeString(
                module.resolve("__manifest__.py"),
                "{'name': 'Hello', 'version': '19.0.1.0.0', 'license': 'LGPL-3', 'depends': ['base']}\n");
    }
}
