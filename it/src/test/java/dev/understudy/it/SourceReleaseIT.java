package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In a real Odoo 19: a release whose code needs a package of the index that has no wheel, one that is put together of several
 * branches, and a copy that may reach a sandbox.
 */
@ExtendWith(SharedProduction.class)
@Timeout(1800)
@Tag("long")
class SourceReleaseIT {

    private final SampleProduction sample;
    private final Api api;

    SourceReleaseIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @Test
    void whatWasBuiltForTheRehearsalServesInProductionAndIsShown() {
        ReleaseView release = api.release(sample.commitOn("sales", "Write cards", checkout -> {
            Files.writeString(checkout.resolve("requirements.txt"), "vobject==0.9.6.1\nsix\n");
            Path module = checkout.resolve("acme_sale_priority/__init__.py");
            Files.writeString(module, "\nimport vobject\nassert vobject.vCard()\n", StandardOpenOption.APPEND);
        }));
        assertThat(release.packages()).isEmpty();

        RunView rehearsed = api.rehearse(release.id());
        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
        assertThat(Api.detail(rehearsed, "place-code")).contains("vobject==0.9.6.1 (built here)");
        RunView deployed = api.deploy(release.id());
        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("succeeded");

        assertThat(api.release(release.id()).packages())
                .extracting(PythonPackage::pinned)
                .contains("vobject==0.9.6.1");
        PythonPackage shown = api.release(release.id()).packages().stream()
                .filter(one -> one.name().equals("vobject"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.origin()).isEqualTo(PythonPackage.Origin.SOURCE);
        assertThat(shown.source()).startsWith("sha256:");
        assertThat(sample.serves(SampleProduction.PRODUCTION)).isTrue();
    }

    @Test
    void branchesThatDoNotMergeMakeNoReleaseAndThoseThatDoAreRehearsedTogether() throws IOException {
        List<String> pushed = Stream.of("words", "words", "more")
                .map(name -> sample.commitOn(
                        "sales",
                        name,
                        checkout -> Files.writeString(
                                checkout.resolve("acme_sale_priority/" + name),
                                Instant.now().toString())))
                .map(commits -> String.valueOf(commits.get("sales")))
                .toList();
        try {
            aggregate(pushed.get(0), pushed.get(1));
            sample.service().project(sample.text("").replace("url: \"\"", "aggregate: repos.yaml"));
            Cli.Ended refused = Cli.run(sample.service().home(), "release", "create");
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
            assertThat(refused.problem().code()).isEqualTo("git.merge-conflict");
            assertThat(refused.problem().what()).contains("sales", pushed.get(1), "acme_sale_priority/words");

            aggregate(pushed.get(0), pushed.get(2));
            ReleaseView release = api.release(Map.of());

            assertThat(release.repositories())
                    .containsEntry("sales/origin " + pushed.get(0), pushed.get(0))
                    .containsEntry("sales/origin " + pushed.get(2), pushed.get(2));
            RunView rehearsed = api.rehearse(release.id());
            assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
            Path code =
                    sample.service().home().first().code(release.id(), "sales").resolve("acme_sale_priority");
            assertThat(code.resolve("words")).exists();
            assertThat(code.resolve("more")).exists();
        } finally {
            sample.describe("");
        }
    }

    /** The machine outside, and a server of this one by its name; then production is told of the first. */
    @Test
    void aCopyReachesASandboxUntilProductionUsesItToo() throws Exception {
        LiveService service = sample.service();
        Path home = service.home().directory();
        String user = SystemUsers.ofEnvironment(home, SampleProduction.STAGING);
        try (Outside outside = Outside.open(service.host(), SystemUsers.tag(home), Path.of("/usr/share/doc"));
                ServerSocket here = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String machine = outside.address().replaceFirst("/.*", "");
            String port = outside.address().replaceFirst(".*/", "");
            sample.describe("""
                    reach:
                      - { host: %s, port: %s, environments: [staging] }
                      - { host: localhost, port: %d, environments: [staging] }
                    """.formatted(machine, port, here.getLocalPort()));
            RunView refreshed = api.perform(SampleProduction.STAGING, "refresh", Map.of());
            assertThat(refreshed.status()).as(api.told(refreshed)).isEqualTo("succeeded");

            EnvironmentView staging = api.environment(SampleProduction.STAGING);
            assertThat(staging.troubles()).isEmpty();
            assertThat(staging.outside().reach())
                    .containsExactly(machine + ":" + port, "localhost:" + here.getLocalPort());
            assertThat(Cli.start(service.home(), List.of("env", "show", "staging"))
                            .end()
                            .out())
                    .contains("REACHES " + machine);
            String beyond = "exec 3<>/dev/tcp/" + outside.address();
            assertThat(service.bash(user, beyond).err()).isEmpty();
            assertThat(service.bash(user, "exec 3<>/dev/tcp/localhost/" + here.getLocalPort())
                            .err())
                    .isEmpty();
            assertThat(service.bash(user, beyond.replace("/" + port, "/1")).err())
                    .contains("Connection refused");
            assertThat(Files.readString(Path.of("/proc/" + SampleProduction.pid(staging, "web") + "/root/etc/hosts")))
                    .endsWith("127.0.0.1 localhost\n");

            try (OdooRpc odoo = sample.signIn(SampleProduction.PRODUCTION)) {
                odoo.create(
                        "ir.config_parameter",
                        List.of(Map.of("key", "acme.sandbox", "value", "https://" + machine + "/v2")),
                        Map.of());
            }
            EnvironmentView after = Await.until(
                    Duration.ofMinutes(3),
                    () -> api.environment(SampleProduction.STAGING),
                    view -> !view.troubles().isEmpty());
            assertThat(after.troubles().getFirst().code()).isEqualTo("environment.reach-of-production");
            assertThat(after.outside().reach()).containsExactly("localhost:" + here.getLocalPort());
            assertThat(service.bash(user, beyond).err()).contains("Connection refused");
        } finally {
            sample.describe("");
        }
    }

    private void aggregate(String one, String other) throws IOException {
        Files.writeString(sample.service().project().resolveSibling("repos.yaml"), """
                sales: { remotes: { origin: %s }, merges: [origin %s, origin %s] }
                """.formatted(
                        sample.repositories().repository("sales"), one, other));
    }
}
