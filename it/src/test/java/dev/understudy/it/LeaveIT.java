package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who wants to go gets an installation that serves by plain commands, with nothing of Understudy's. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(2400)
class LeaveIT {

    private static final String DATABASE = "acme";
    private static final String LETTER = "Bolted flanges, 200 of them";

    /** What would write to people, run by itself, or tell whose database it is. */
    private static final String REACHING = """
            SELECT 'cron', id::text, active::text FROM ir_cron
            UNION ALL SELECT 'mail server', name, smtp_host FROM ir_mail_server
            UNION ALL SELECT 'fetchmail', name, server FROM fetchmail_server
            UNION ALL SELECT 'parameter', key, value FROM ir_config_parameter WHERE key IN ('database.uuid', 'web.base.url')
            ORDER BY 1, 2
            """;

    private final SampleProduction sample;
    private final Path into;

    LeaveIT(SampleProduction sample) {
        this.sample = sample;
        Path home = sample.service().home().directory();
        this.into = home.resolveSibling(home.getFileName() + "-left");
    }

    @AfterEach
    void leaveNothing() {
        sample.service().host().delete(into);
    }

    @Test
    @Order(1)
    void whatWouldBeWrittenIsToldAndRefusedWhereItMayNot() throws IOException {
        Cli.Ended told = leave("--dry-run");
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.out()).contains("the database: ", "the files: ", "room that it needs: ", "README.md");
        assertThat(into).doesNotExist();

        Files.createDirectory(into);
        Files.writeString(into.resolve("letter"), "mine");
        assertRefused(leave(), "leave.not-empty");
        assertThat(into.resolve("letter")).hasContent("mine");

        Path inside = sample.service().home().directory().resolve("away");
        Cli.Ended within = Cli.run(sample.service().home(), "leave", "--into", inside.toString(), "--dry-run");
        assertThat(within.exitCode()).isEqualTo(2);
        assertThat(within.problem().code()).isEqualTo("leave.in-the-home");
    }

    @Test
    @Order(2)
    void oneThatIsCancelledLeavesNothing() {
        RunView run = begun();
        assertThat(sample.api().post("/runs/" + run.id() + "/cancel", Map.of()).status())
                .isEqualTo(202);

        assertThat(sample.api().follow(run.id()).status()).isEqualTo("cancelled");
        assertThat(into).doesNotExist();
    }

    @Test
    @Order(3)
    void oneThatIsKilledLooksUnfinishedAndIsFinishedLater() {
        RunView run = begun();
        sample.service().kill();
        assertThat(into.resolve("README.md")).doesNotExist();
        assertThat(into.resolve("database.dump")).doesNotExist();

        sample.service().start();
        RunView ended = sample.api().follow(run.id());

        assertThat(ended.status()).as(sample.api().told(ended)).isEqualTo("succeeded");
        assertThat(into.resolve("README.md")).exists();
        assertThat(into.resolve(".leaving")).doesNotExist();
    }

    @Test
    @Order(4)
    void whatIsWrittenServesByThePlainCommandsOfItsReadme() throws IOException {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            odoo.create(
                    "ir.attachment",
                    List.of(Map.of(
                            "name",
                            "flanges.txt",
                            "datas",
                            Base64.getEncoder().encodeToString(LETTER.getBytes(StandardCharsets.UTF_8)))),
                    Map.of());
        }
        sample.service()
                .database(PRODUCTION)
                .script("INSERT INTO ir_mail_server (name, smtp_host, smtp_port, smtp_encryption, active, sequence,"
                        + " smtp_authentication) VALUES ('Post', 'mail.acme.example', 25, 'none', true, 1, 'login')");
        List<String> orders = names(sample);
        List<List<String>> reaching = sample.service().database(PRODUCTION).rows(REACHING);

        Cli.Ended ended = leave();
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        System.err.println(sample.api().told(ended.run()));

        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(into.resolve("odoo.conf"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(into.resolve("odoo.conf")) + Files.readString(into.resolve("odoo.service")))
                .doesNotContain(sample.service().home().directory() + "/");
        assertThat(Files.readString(into.resolve("README.md"))).contains("It is live: nothing in it was neutralized");
        assertThat(sample.service()
                        .bash(
                                null,
                                "git -C " + into + "/code/sales status --porcelain; git -C " + into
                                        + "/code/sales rev-parse HEAD; git -C " + into
                                        + "/code/sales remote get-url origin")
                        .out())
                .isEqualTo(commit("sales") + "\n" + sample.repositories().repository("sales") + "\n");
        sample.service().stop();
        try (LeftOdoo left = new LeftOdoo(into)) {
            System.err.println(String.join("\n", left.follow()));
            URI address = left.start();
            try (OdooRpc odoo = OdooRpc.login(address, DATABASE, "admin", "admin")) {
                assertThat(odoo.searchRead("sale.order", List.of(), List.of("name"))
                                .findValuesAsString("name"))
                        .containsExactlyInAnyOrderElementsOf(orders);
                String datas = odoo.searchRead(
                                "ir.attachment", List.of(List.of("name", "=", "flanges.txt")), List.of("datas"))
                        .get(0)
                        .path("datas")
                        .asString();
                assertThat(new String(Base64.getMimeDecoder().decode(datas), StandardCharsets.UTF_8))
                        .isEqualTo(LETTER);
            }
            assertThat(left.sql(DATABASE, REACHING))
                    .containsExactlyElementsOf(
                            reaching.stream().map(row -> String.join("|", row)).toList());
        } finally {
            sample.service().start();
        }
    }

    private String commit(String repository) {
        return String.valueOf(sample.api()
                .release(String.valueOf(sample.production().release()))
                .repositories()
                .get(repository));
    }

    private static List<String> names(SampleProduction sample) {
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            return odoo.searchRead("sale.order", List.of(), List.of("name")).findValuesAsString("name");
        }
    }

    /** A run that is about to copy what takes longest. */
    private RunView begun() {
        RunView run = sample.api().ask(PRODUCTION, "leave", Map.of("into", into.toString(), "unloaded", "true"));
        Await.until(Duration.ofMinutes(5), () -> Files.exists(into.resolve(".leaving/root")), copying -> copying);
        return run;
    }

    private Cli.Ended leave(String... more) {
        List<String> words = new ArrayList<>(List.of("leave", "--into", into.toString()));
        words.addAll(List.of(more));
        return Cli.run(sample.service().home(), words.toArray(String[]::new));
    }

    private static void assertRefused(Cli.Ended ended, String code) {
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(3);
        assertThat(requireNonNull(ended.run().error()).code()).isEqualTo(code);
    }
}
