package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.Fault;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A carrier with a sandbox beside the machine that production calls, and other ways to name that one. */
class ReachingTest {

    private static final String SANDBOX = "sandbox.carrier.example";

    private final Map<String, List<InetAddress>> names = new HashMap<>(Map.of(
            SANDBOX,
            at("192.0.2.7", "2001:db8::7"),
            "api.carrier.example",
            at("192.0.2.8"),
            "localhost",
            at("127.0.0.1")));
    private Optional<Map<String, String>> called = Optional.of(Map.of("api.carrier.example", "carrier.url"));

    private static List<InetAddress> at(String... addresses) {
        List<InetAddress> found = new ArrayList<>();
        for (String address : addresses) {
            found.add(InetAddress.ofLiteral(address));
        }
        return found;
    }

    private Reaching reaching(String reach) {
        Project project =
                ProjectFile.read("understudy.yaml", """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: /srv/sales }]
                environments: { production: {}, staging: { copy_of: production }, other: { copy_of: production } }
                reach: [%s]
                """.formatted(reach)).require();
        return new Reaching(
                () -> project,
                () -> called,
                asked -> {
                    Map<String, List<InetAddress>> known = new HashMap<>();
                    asked.forEach(name -> known.put(name, names.getOrDefault(name, literal(name))));
                    return known;
                },
                port -> port == 8010);
    }

    private static List<InetAddress> literal(String name) {
        return name.matches("[0-9.]+|.*:.*") ? at(name) : List.of();
    }

    private Openings staging(String host, int port) {
        return reaching("{ host: \"%s\", port: %d, environments: [staging] }".formatted(host, port))
                .of("staging");
    }

    private void assertRefused(String host, int port, String code) {
        Openings openings = staging(host, port);
        assertThat(openings.open()).as(host).isEmpty();
        assertThat(openings.addresses()).isEmpty();
        assertThat(openings.refused()).as(host).extracting(Fault::code).containsExactly(code);
    }

    @Test
    void aSandboxIsOpenWithAllItsAddressesForTheCopiesThatAreNamed() {
        Openings openings = staging(SANDBOX, 443);

        assertThat(openings.shown()).containsExactly(SANDBOX + ":443");
        assertThat(openings.addresses())
                .extracting(opening -> opening.address().getHostAddress() + " " + opening.port())
                .containsExactlyInAnyOrder("192.0.2.7 443", "2001:db8:0:0:0:0:0:7 443");
        assertThat(openings.hosts()).contains("192.0.2.7 " + SANDBOX + "\n");
        assertThat(reaching("{ host: x.example, port: 443, environments: [staging] }")
                        .of("other"))
                .isEqualTo(Openings.NONE);
    }

    @Test
    void whatProductionCallsIsNeverOpenWhateverItIsCalled() {
        names.put("alias.example", at("192.0.2.8"));

        assertRefused("api.carrier.example", 443, "environment.reach-of-production");
        assertRefused("API.carrier.example", 443, "environment.reach-of-production");
        assertRefused("alias.example", 443, "environment.reach-of-production");
        assertRefused("192.0.2.8", 8443, "environment.reach-of-production");
    }

    @Test
    void whoeverSharesOneAddressWithProductionStaysClosed() {
        names.put(SANDBOX, at("192.0.2.7", "192.0.2.8"));

        assertRefused(SANDBOX, 443, "environment.reach-of-production");
    }

    @Test
    void whatCannotBeToldIsNotReached() {
        assertRefused("nobody.example", 443, "environment.reach-unknown");
        called = Optional.empty();
        assertRefused(SANDBOX, 443, "environment.reach-unchecked");
    }

    @Test
    void thisMachineIsReachedByItsLoopbackAddressAloneAndNothingOfOurs() {
        names.put("rebound.example", at("127.0.0.1"));
        names.put("metadata.example", at("169.254.169.254"));

        assertRefused("rebound.example", 9443, "environment.reach-here");
        assertRefused("metadata.example", 80, "environment.reach-here");
        assertRefused("0.0.0.0", 9443, "environment.reach-here");
        assertRefused("localhost", 8010, "environment.reach-here");
        assertThat(staging("localhost", 9443).shown()).containsExactly("localhost:9443");
        assertRefused("localhost", 25, "environment.reach-of-production");
        called = Optional.of(Map.of("localhost:9443", "web.base.url"));
        assertRefused("127.0.0.1", 9443, "environment.reach-of-production");
        assertThat(staging("127.0.0.1", 9444).shown()).containsExactly("127.0.0.1:9444");
        called = Optional.of(Map.of("127.0.0.1", "ir_mail_server.smtp_host"));
        assertRefused("localhost", 9444, "environment.reach-of-production");
        called = Optional.of(Map.of());
        assertThat(staging("127.0.0.1", 9443).hosts()).as("no name").isBlank();
    }

    @Test
    void aNameServerThatIsAwayTakesNothingAwayAndNewAddressesCount() {
        Reaching reaching = reaching("{ host: %s, port: 443, environments: [staging] }".formatted(SANDBOX));
        Openings before = reaching.of("staging");
        names.remove(SANDBOX);

        assertThat(reaching.of("staging")).isEqualTo(before);
        names.put(SANDBOX, at("192.0.2.9"));
        assertThat(reaching.of("staging").addresses())
                .extracting(opening -> opening.address().getHostAddress())
                .containsExactly("192.0.2.9");
    }
}
