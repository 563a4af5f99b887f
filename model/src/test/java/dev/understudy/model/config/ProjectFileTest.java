package dev.understudy.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.calendar.Window;
import dev.understudy.model.config.EnvironmentSettings.Data;
import dev.understudy.model.config.EnvironmentSettings.FenceRule;
import dev.understudy.model.config.Notice.Way;
import dev.understudy.model.config.WatchSettings.Then;
import dev.understudy.model.people.People;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {

    private static final String SMALLEST = """
            project: acme-erp
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {} }
            """;

    @Test
    void theSmallestFileHasADefaultForAllElse() {
        Project project = ProjectFile.read("understudy.yaml", SMALLEST).require();

        assertThat(project.odoo())
                .isEqualTo(new OdooSource(
                        "19.0", new OdooSource.Debian(List.of()), List.of(), List.of(), OdooOptions.NONE));
        assertThat(project.method().name()).isEqualTo("falcon-i");
        assertThat(project.gates()).isEqualTo(Gates.NONE);
        assertThat(project.calendar()).isEqualTo(ReleaseCalendar.ALWAYS);
        assertThat(project.people()).isEqualTo(People.NONE);
        assertThat(project.telling().notices()).isEmpty();
        assertThat(project.control()).isEmpty();
        assertThat(project.storage()).isEqualTo(new StorageSettings(107_374_182_400L, StorageSettings.Method.AUTO));
        assertThat(project.ports()).isEqualTo(new PortRange(8100, 8199));
        EnvironmentSettings production = project.production();
        assertThat(production.production()).isTrue();
        assertThat(production.database()).isEqualTo("acme_erp");
        assertThat(production.url()).isEmpty();
        assertThat(production.port()).isEmpty();
        assertThat(production.workers()).isZero();
        assertThat(production.watch()).isEqualTo(new WatchSettings(Duration.ofSeconds(60), 0.02, 3, 0, Then.ROLL_BACK));
        assertThat(project.repository("sales").orElseThrow().branch("staging")).isEqualTo("main");
    }

    @Test
    void theReferenceGivesWhatItSays() {
        Project project = ProjectFile.read(Reference.FILE).require();

        assertThat(project.odoo().modules()).containsExactly("sale_management", "stock");
        assertThat(project.odoo().languages()).containsExactly("es_ES", "fr_FR");
        assertThat(project.odoo().major()).isEqualTo(19);
        assertThat(project.odoo().origin())
                .isEqualTo(new OdooSource.Debian(List.of("fonts-noto-core", "python3-phonenumbers")));
        assertThat(project.odoo().options().sections())
                .isEqualTo(Map.of(
                        "options",
                        Map.of("server_wide_modules", "base,web", "limit_time_real", "2400"),
                        "queue_job",
                        Map.of("channels", "root:2")));
        assertThat(project.production().options().sections()).isEqualTo(Map.of("options", Map.of("db_maxconn", "48")));
        assertThat(project.repositories()).extracting(Repository::name).containsExactly("sales", "logistics");
        assertThat(project.repositories().getFirst().branch("staging")).isEqualTo("staging");
        assertThat(project.environments().keySet()).containsExactly("production", "staging", "development");
        EnvironmentSettings production = project.production();
        assertThat(production.url()).contains("https://erp.acme.example");
        assertThat(production.port()).hasValue(8069);
        assertThat(production.workers()).isEqualTo(4);
        assertThat(production.externalPaths()).containsExactly(Path.of("/srv/edi"));
        assertThat(production.watch()).isEqualTo(WatchSettings.DEFAULT.over(Duration.ofMinutes(2)));
        EnvironmentSettings staging = project.environment("staging").orElseThrow();
        assertThat(staging.copy()).isTrue();
        assertThat(staging.database()).isEqualTo("acme");
        assertThat(staging.fence()).isEqualTo(FenceRule.REQUIRED);
        assertThat(staging.keepApiKeys()).isFalse();
        EnvironmentSettings development = project.environment("development").orElseThrow();
        assertThat(development.data()).isEqualTo(Data.DEMO);
        assertThat(development.perBranch()).isTrue();
        assertThat(project.method().name()).isEqualTo("hdz-ii");
        assertThat(project.gates().approval().orElseThrow().by()).containsExactly("client", "release-manager");
        assertThat(project.gates().keyUsers())
                .contains(new Gates.KeyUsers(7, true, List.of("key-user"), Duration.ofDays(2)));
        assertThat(project.calendar().windows())
                .containsExactly(new Window(
                        Set.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY),
                        LocalTime.of(20, 0),
                        LocalTime.of(23, 0),
                        ZoneId.of("Europe/Madrid")));
        assertThat(project.telling().notices())
                .containsExactly(
                        new Notice(
                                Way.MAIL,
                                List.of(Notice.USERS_OF_PRODUCTION),
                                List.of(Duration.ofDays(7), Duration.ofHours(1))),
                        new Notice(Way.MAIL, List.of("it@acme.example", "erp@acme.example"), Notice.USUALLY_AHEAD),
                        new Notice(Way.ODOO, List.of(Notice.USERS_OF_PRODUCTION), List.of(Duration.ofHours(1))));
        assertThat(project.telling().odoo())
                .contains(new OdooAccess(
                        "understudy",
                        new SecretName.InFile(Path.of("/etc/understudy/odoo-key")),
                        Locale.forLanguageTag("es")));
        assertThat(project.telling().tickets())
                .contains(new TicketSettings(
                        "project.task",
                        "name",
                        "description",
                        Map.of("project_id", 3),
                        List.of("task-{}", "[T-{}]", "#{}")));
        assertThat(project.telling().mail())
                .contains(new MailSettings(
                        "smtp.acme.example",
                        587,
                        MailSettings.Security.STARTTLS,
                        Optional.of(new MailSettings.Login(
                                "understudy", new SecretName.InFile(Path.of("/etc/understudy/smtp-password")))),
                        "odoo@acme.example"));
        assertThat(project.control())
                .contains(new ControlDatabase(
                        "jdbc:postgresql://db.acme.example:5432/understudy",
                        "understudy",
                        new SecretName.Variable("UNDERSTUDY_CONTROL_PASSWORD")));
    }

    @Test
    void anInstalledOdooIsACommandAndItsAddons() {
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo:
                          series: "17.0"
                          from: command
                          command: [/opt/odoo/bin/python, "/opt/my odoo/odoo-bin"]
                          addons: [/opt/odoo/addons]
                        repositories: [{ name: sales, url: git@git.example:acme/sales.git }]
                        environments:
                          production: { database: live }
                          review: { data: copy, fence: none }
                        """).require();

        assertThat(project.odoo().origin())
                .isEqualTo(new OdooSource.Installed(
                        List.of("/opt/odoo/bin/python", "/opt/my odoo/odoo-bin"),
                        List.of(Path.of("/opt/odoo/addons"))));
        EnvironmentSettings review = project.environment("review").orElseThrow();
        assertThat(review.copy()).isTrue();
        assertThat(review.database()).isEqualTo("live");
        assertThat(review.fence()).isEqualTo(FenceRule.NONE);
    }

    @Test
    void odoosSourceEndsTheRepositories() {
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo:
                          series: "19.0"
                          from: source
                          source: { url: /srv/git/odoo }
                          enterprise: { url: "git@git.example:odoo/enterprise.git", ref: 19.0-acme }
                        repositories: [{ name: sales, url: git@git.example:acme/sales.git }]
                        environments: { production: {} }
                        """).require();

        assertThat(project.repositories()).extracting(Repository::name).containsExactly("sales", "enterprise", "odoo");
        assertThat(project.repositories())
                .extracting(repository -> repository.branch("staging"))
                .containsExactly("main", "19.0-acme", "19.0");
        assertThat(project.ofOdoo("odoo")).isTrue();
        assertThat(project.ofOdoo("sales")).isFalse();
    }

    @Test
    void aWatchIsADurationOrThresholds() {
        assertThat(watch("90s")).isEqualTo(WatchSettings.DEFAULT.over(Duration.ofSeconds(90)));
        assertThat(watch("{}")).isEqualTo(WatchSettings.DEFAULT);
        assertThat(watch("{ for: 15m, errors: 0.5%, slower: 1.5x, new_log_errors: 3, then: call }"))
                .isEqualTo(new WatchSettings(Duration.ofMinutes(15), 0.005, 1.5, 3, Then.CALL));
        assertThat(watch("{ errors: 100%, slower: 999x }").errors()).isEqualTo(1);
    }

    @Test
    void testsAreThoseOfWhatIsTouchedUnlessTheFileSaysOthersOrNone() {
        assertThat(tests("{}")).isEqualTo(TestSettings.DEFAULT);
        assertThat(tests("off").off()).isTrue();
        assertThat(tests("{ modules: [sale], tags: [standard, -slow], limit: 30m, demonstration: always }"))
                .isEqualTo(new TestSettings(
                        false,
                        List.of("sale"),
                        List.of("standard", "-slow"),
                        Duration.ofMinutes(30),
                        TestSettings.Demonstration.ALWAYS));
    }

    private static TestSettings tests(String value) {
        return ProjectFile.read("understudy.yaml", SMALLEST + "tests: " + value + "\n")
                .require()
                .tests();
    }

    private static WatchSettings watch(String value) {
        String text = SMALLEST.replace("production: {}", "production: { watch: " + value + " }");
        assertThat(PublishedSchema.refusals(text)).isEmpty();
        return ProjectFile.read("understudy.yaml", text).require().production().watch();
    }

    @Test
    void everyProblemIsToldAtOnceInTheOrderOfTheFile() {
        Reading reading = ProjectFile.read("understudy.yaml", """
                project: Acme; rm -rf /
                odoo: { series: 19.0 }
                repositories:
                  - name: sales
                    ulr: https://git.example/acme/sales.git
                environments:
                  production: { port: "8069" }
                  staging: { copyof: production }
                """);

        assertThat(((Reading.Invalid) reading).problems())
                .extracting(
                        Problem::line,
                        Problem::column,
                        problem -> problem.fault().code())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 10, "config.bad-name"),
                        org.assertj.core.groups.Tuple.tuple(2, 17, "config.not-text"),
                        org.assertj.core.groups.Tuple.tuple(4, 5, "config.missing-key"),
                        org.assertj.core.groups.Tuple.tuple(5, 5, "config.unknown-key"),
                        org.assertj.core.groups.Tuple.tuple(7, 23, "config.not-number"),
                        org.assertj.core.groups.Tuple.tuple(8, 12, "config.no-data"),
                        org.assertj.core.groups.Tuple.tuple(8, 14, "config.unknown-key"));
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestKnownOne() {
        Reading reading = ProjectFile.read("understudy.yaml", SMALLEST + "metod: linear\n");

        assertThat(((Reading.Invalid) reading).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.fault().exception())
                        .hasMessageStartingWith("understudy.yaml:5:1: There is no key metod. The nearest is method;"));
    }

    @Test
    void aFileOverOneMegabyteIsNotParsed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("understudy.yaml");
        Files.write(file, new byte[10 << 20]);

        assertThat(codes(ProjectFile.read(file))).containsExactly("config.too-large");
    }

    @Test
    void whatIsNoFileIsRefused(@TempDir Path folder) {
        assertThat(codes(ProjectFile.read(folder))).containsExactly("config.not-found");
        assertThat(codes(ProjectFile.read(folder.resolve("absent.yaml")))).containsExactly("config.not-found");
        assertThat(codes(ProjectFile.read(Path.of("/dev/zero")))).containsExactly("config.not-found");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("understudy.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xE9, '\n'});

        Reading reading = ProjectFile.read(file);

        assertThat(codes(reading)).containsExactly("config.not-utf8");
        assertThat(((Reading.Invalid) reading).problems().getFirst().line()).isEqualTo(2);
    }

    @Test
    void aStormOfProblemsIsCutOff() {
        StringBuilder text = new StringBuilder(SMALLEST);
        for (int i = 0; i < 5000; i++) {
            text.append("key").append(i).append(": 1\n");
        }

        assertThat(codes(ProjectFile.read("understudy.yaml", text.toString()))).hasSize(ProjectFile.MOST_PROBLEMS);
    }

    @Test
    void aPasswordInAnAddressIsNotRepeatedInTheProblem() {
        String text = SMALLEST.replace("https://git", "https://bob:hunter2@git");

        Reading reading = ProjectFile.read("understudy.yaml", text);

        assertThat(reading.toString()).contains("config.url-with-secret").doesNotContain("hunter2");
    }

    @Test
    void aSecretIsResolvedByItsNameAndShownNowhere(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("password");
        Files.writeString(file, "s3cret\n");

        Secret fromFile = SecretName.parse("${file:" + file + "}").orElseThrow().resolve(Map.of());
        Secret fromVariable = SecretName.parse("${env:NAME}").orElseThrow().resolve(Map.of("NAME", "s3cret"));

        assertThat(fromFile).isEqualTo(fromVariable);
        assertThat(fromFile.reveal()).isEqualTo("s3cret");
        assertThat(fromFile.toString()).isEqualTo("********");
        assertThat(SecretName.parse("s3cret")).isEmpty();
    }

    private static List<String> codes(Reading reading) {
        return ((Reading.Invalid) reading)
                .problems().stream().map(problem -> problem.fault().code()).toList();
    }

    @Test
    void whoNeedsARightFileIsToldAllThatIsWrong() {
        Reading reading =
                ProjectFile.read("understudy.yaml", "project: Ac me\nodoo: { series: '9' }\nmethods: linear\n");

        assertThatThrownBy(reading::require)
                .hasMessageContaining("[config.invalid]")
                .hasMessageContaining("understudy.yaml:1:10: ")
                .hasMessageContaining("understudy.yaml:2:")
                .hasMessageContaining("understudy.yaml:3:")
                .hasMessageContaining("understudy check");
    }
}
