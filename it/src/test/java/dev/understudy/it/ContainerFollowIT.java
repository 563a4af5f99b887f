package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * An Odoo in a container, as Compose starts it, whose database has a name on the containers' own network alone, and no port on
 * this machine: it is adopted, followed, taken over and given back.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(2400)
class ContainerFollowIT {

    private static final String CONTAINER = "acme-odoo-1";
    private static final String NAMES = "SELECT name FROM res_partner WHERE ref = 'here'";

    private final PlainOdoo old = new PlainOdoo("19.0");
    private final DockerEngine docker = new DockerEngine(old.host());
    private final LiveService service = LiveService.inNewHome();
    private final int port = LoopbackPorts.free();
    private final String network = "172.29." + port % 250;
    private final Path volume = service.home().directory().resolve("demo/odoo-data");
    private final Path adopted = service.home().directory().resolve("demo/adopted");

    @BeforeAll
    void aContainerServes() throws IOException {
        old.install("contacts");
        old.sql(PlainOdoo.DATABASE, "INSERT INTO res_partner (name, ref, active) VALUES ('There', 'here', true)");
        Files.writeString(
                old.configuration(),
                Files.readString(old.configuration()).replace("db_host = 127.0.0.1", "db_host = db"));
        docker.image(old.root(), "acme/odoo:19.0");
        old.host().require(Command.of("cp", "-a", old.root().resolve("var/lib/odoo"), volume));
        docker("network", "create", "--subnet=" + network + ".0/24", "--gateway=" + network + ".1", "acme_default");
        old.listenOn(network + ".1");
        docker(
                "run",
                "--detach",
                "--name=" + CONTAINER,
                "--network=acme_default",
                "--add-host=db:" + network + ".1",
                "--publish=127.0.0.1:" + port + ":8069",
                "--volume=" + volume + ":/var/lib/odoo",
                "--user=odoo",
                "acme/odoo:19.0",
                "/usr/bin/odoo",
                "-c",
                "/etc/odoo/odoo.conf");
        Await.until(
                Duration.ofMinutes(5),
                () -> docker.run("logs", CONTAINER).err(),
                said -> said.contains("HTTP service"));
    }

    @AfterAll
    void leaveNothing() {
        try (old;
                docker) {
            service.close();
        }
    }

    @Test
    @Order(1)
    void itsDatabaseIsFoundOnTheContainersNetwork() throws IOException {
        Cli.Ended ended =
                Cli.run(new Home(service.home().directory(), Path.of("/nonexistent"), 1), "adopt", adopted.toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        Path found = adopted.resolve("followed.conf");
        assertThat(Files.readString(found))
                .contains("db_host = " + network + ".1\n", "db_name = " + PlainOdoo.DATABASE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found)))
                .isEqualTo("rw-------");
        String id = docker("ps", "--quiet").out().strip();
        assertThat(Files.readString(adopted.resolve("understudy.yaml")))
                .contains(
                        "config: \"" + found + "\"",
                        "filestore: \"" + volume.resolve("filestore").resolve(PlainOdoo.DATABASE) + "\"",
                        "docker stop " + id);
        assertThat(ended.out() + ended.err()).doesNotContain(old.password());
    }

    @Test
    @Order(2)
    void itIsFollowedTakenOverAndGivenBack() throws IOException {
        Path repository = service.repositories().resolve("sales");
        Sources.create(repository, "Nothing", checkout -> Files.writeString(checkout.resolve("README"), ""));
        service.project("""
                project: acme
                odoo: { series: "19.0" }
                repositories:
                  - { name: sales, url: "%s" }
                ports: %s
                environments:
                  production:
                    database: acme
                    hold: 10m
                    follows:
                      config: %s
                      filestore: %s
                      port: %d
                      stop: [%s]
                      start: [%s]
                """.formatted(
                        repository,
                        service.ports(),
                        adopted.resolve("followed.conf"),
                        volume.resolve("filestore").resolve(PlainOdoo.DATABASE),
                        port,
                        words(docker.command("stop", CONTAINER)),
                        words(docker.command("start", CONTAINER))));
        service.start();

        succeeded("follow");
        assertThat(names()).containsExactly(List.of("There"));

        old.sql(PlainOdoo.DATABASE, "UPDATE res_partner SET name = 'Since then' WHERE ref = 'here' RETURNING id");
        succeeded("take-over");
        assertThat(names()).containsExactly(List.of("Since then"));
        assertThat(docker("ps", "--quiet").out()).isEmpty();

        service.database(PRODUCTION).script("UPDATE public.res_partner SET name = 'Back' WHERE ref = 'here'");
        succeeded("give-back");
        assertThat(old.sql(PlainOdoo.DATABASE, NAMES)).isEqualTo("Back");
        assertThat(docker("ps", "--quiet").out()).isNotEmpty();
    }

    private List<List<String>> names() {
        return service.database(PRODUCTION).rows(NAMES.replace("res_partner", "public.res_partner"));
    }

    private void succeeded(String command) {
        Cli.Ended ended = Cli.run(service.home(), command);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        System.err.println(service.api().told(ended.run()));
    }

    private CommandResult docker(String... words) {
        CommandResult result = docker.run(words);
        assertThat(result.succeeded()).as(result.err()).isTrue();
        return result;
    }

    private static String words(List<String> argv) {
        return argv.stream().collect(Collectors.joining("\", \"", "\"", "\""));
    }
}
