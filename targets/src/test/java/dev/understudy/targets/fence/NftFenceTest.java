package dev.understudy.targets.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NftFenceTest {

    private static final String OUTSIDE_4 = Outside.ADDRESS_4;
    private static final String OUTSIDE_6 = Outside.ADDRESS_6;
    private static final int WEB = Outside.WEB;

    private final Host host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    Path home;

    private String user = "";
    private NftFence fence = new NftFence(host, Path.of("/"));
    private @Nullable Outside outside;

    @BeforeEach
    void makeOutside() throws Exception {
        assumeTrue(host.root(), "only root may make a fence");
        fence = new NftFence(host, home);
        assumeTrue(fence.possible(), "no packet filter answers");
        assumeTrue(Outside.possible(host), "no network namespaces");
        user = SystemUsers.ofEnvironment(home, "copy");
        new SystemUsers(host).ensure(user);
        outside = new Outside(host, home);
    }

    @AfterEach
    void remove() throws Exception {
        if (user.isEmpty()) {
            return;
        }
        fence.removeAll();
        if (outside != null) {
            outside.close();
        }
        new SystemUsers(host).remove(user);
    }

    @Test
    void nothingOutsideCanBeReachedAndTheRefusalIsImmediate() {
        assertThat(connects(user, OUTSIDE_4, WEB).exitCode()).isZero();
        assertThat(connects(user, OUTSIDE_6, WEB).exitCode()).isZero();

        fence.close(user, List.of(), List.of());
        fence.close(user, List.of(), List.of());

        assertThat(fence.closed(user)).isTrue();
        assertThat(connects(user, OUTSIDE_4, WEB).err()).contains("Connection refused");
        assertThat(connects(user, OUTSIDE_6, WEB).err()).contains("Connection refused");
        // Datagrams too, as of a name that is looked up.
        assertThat(host.run(Command.of("bash", "-c", "echo x > /dev/udp/" + OUTSIDE_4 + "/53")
                                .as(user))
                        .exitCode())
                .isNotZero();
        assertThat(connects("root", OUTSIDE_4, WEB).exitCode()).isZero();

        fence.open(user);
        fence.open(user);

        assertThat(fence.closed(user)).isFalse();
        assertThat(connects(user, OUTSIDE_4, WEB).exitCode()).isZero();
    }

    @Test
    void onlyItsOwnPortsOnLoopbackCanBeReached() throws Exception {
        try (ServerSocket own = listen("127.0.0.1");
                ServerSocket production = listen("127.0.0.1");
                ServerSocket production6 = listen("::1")) {
            fence.close(user, List.of(own.getLocalPort()), List.of());

            assertThat(connects(user, "127.0.0.1", own.getLocalPort()).exitCode())
                    .isZero();
            assertThat(connects(user, "127.0.0.1", production.getLocalPort()).err())
                    .contains("Connection refused");
            assertThat(connects(user, "::1", production6.getLocalPort()).err()).contains("Connection refused");

            fence.close(user, List.of(production.getLocalPort()), List.of());
            assertThat(connects(user, "127.0.0.1", own.getLocalPort()).err()).contains("Connection refused");
        }
    }

    @Test
    void whatIsOpenIsThatMachineAtThatPortAlone() throws Exception {
        try (ServerSocket here = listen("127.0.0.1")) {
            fence.close(
                    user,
                    List.of(),
                    List.of(),
                    List.of(
                            new Opening(InetAddress.ofLiteral(OUTSIDE_4), WEB),
                            new Opening(InetAddress.ofLiteral(OUTSIDE_6), WEB + 1)));

            assertThat(fence.closed(user)).isTrue();
            assertThat(connects(user, OUTSIDE_4, WEB).exitCode()).isZero();
            assertThat(connects(user, OUTSIDE_4, WEB + 1).err()).contains("Connection refused");
            assertThat(connects(user, OUTSIDE_6, WEB).err()).contains("Connection refused");
            assertThat(connects(user, "127.0.0.1", here.getLocalPort()).err()).contains("Connection refused");

            fence.close(user, List.of(), List.of());
            assertThat(connects(user, OUTSIDE_4, WEB).err()).contains("Connection refused");
        }
    }

    @Test
    void itAnswersFromTheServedPortsAlone() throws Exception {
        int served = LoopbackPorts.free();
        int hidden = LoopbackPorts.free();
        fence.close(user, List.of(), List.of(served));
        Process web = serve(served);
        Process shy = serve(hidden);
        try {
            boolean answered = false;
            for (int i = 0; i < 200 && !answered; i++) {
                answered = connects("root", "127.0.0.1", served).succeeded();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(answered).isTrue();
            assertThat(host.run(Command.of("timeout", "1", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + hidden))
                            .succeeded())
                    .isFalse();
        } finally {
            web.destroyForcibly().waitFor();
            shy.destroyForcibly().waitFor();
        }
    }

    @Test
    void noConnectionBeginsAtAServedPort() {
        assertThat(NftScript.close("t", "u", 5, List.of(5432, 8069), List.of(8069), List.of()))
                .contains("add rule inet t u oif lo tcp dport { 5432, 8069 } accept\n")
                .contains("add rule inet t u oif lo tcp sport { 8069 } tcp flags & (syn | ack) != syn accept\n")
                .contains("add element inet t users { 5 : goto u }\n");
    }

    @Test
    void aFenceThatSomebodyTookAwayIsNotClosed() {
        fence.close(user, List.of(), List.of());
        host.require(Command.of("nft", "flush", "chain", "inet", "understudy_" + SystemUsers.tag(home), "output"));

        assertThat(fence.closed(user)).isFalse();
        assertThatThrownBy(() -> fence.close("us-no-such-user", List.of(), List.of()))
                .hasMessageContaining("fence.no-such-user");
    }

    private CommandResult connects(String who, String address, int port) {
        return host.run(Command.of("bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port)
                .as(who)
                .within(Duration.ofSeconds(10)));
    }

    private Process serve(int port) throws Exception {
        return new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        user,
                        "--regid",
                        user,
                        "--clear-groups",
                        System.getProperty("java.home") + "/bin/jwebserver",
                        "-b",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-d",
                        "/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ServerSocket listen(String address) throws Exception {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        return socket;
    }
}
