package dev.understudy.targets.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With an nft that is not as it should be, and beside tables of other programs. */
@Timeout(120)
final class NftProgramTest {

    private final Host host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    Path home;

    private String user = "";
    private String foreign = "";
    private NftFence fence = new NftFence(host, Path.of("/"));

    @BeforeEach
    void fenced() {
        assumeTrue(host.root(), "only root may make a fence");
        fence = new NftFence(host, home);
        assumeTrue(fence.possible(), "no packet filter answers");
        user = SystemUsers.ofEnvironment(home, "copy");
        new SystemUsers(host).ensure(user);
    }

    @AfterEach
    void remove() {
        if (!user.isEmpty()) {
            fence.removeAll();
            new SystemUsers(host).remove(user);
        }
        if (!foreign.isEmpty()) {
            host.run(Command.of("nft", "delete", "table", "inet", foreign));
        }
    }

    @Test
    void aTableOfAnotherProgramBreaksNothing() {
        foreign = "other_" + SystemUsers.tag(home);
        host.require(Command.of("nft", "-f", "-").withInput("""
                table inet %s {
                  comment "of another program; \\ { }"
                  map users { type ipv4_addr . inet_service : verdict; flags interval, timeout; }
                  set odd { typeof ip saddr . tcp dport; flags timeout; elements = { 192.0.2.1 . 80 } }
                  chain output { type filter hook output priority -300; policy accept; ip daddr 192.0.2.9 counter drop; }
                }
                """.formatted(foreign)));
        String before = host.require(Command.of("nft", "list", "table", "inet", foreign))
                .out();

        fence.close(user, List.of(), List.of());
        assertThat(fence.closed(user)).isTrue();
        fence.open(user);

        assertThat(fence.closed(user)).isFalse();
        assertThat(host.require(Command.of("nft", "list", "table", "inet", foreign))
                        .out())
                .isEqualTo(before);
    }

    @Test
    void onlyOurOwnTableIsAskedFor() throws IOException {
        Path asked = home.resolve("asked");
        NftFence noting = new NftFence(host, home, nft("echo \"$*\" >>" + asked + "; exec nft \"$@\""));

        noting.close(user, List.of(), List.of());
        noting.open(user);

        String table = "understudy_" + SystemUsers.tag(home);
        assertThat(Files.readAllLines(asked).stream().filter(line -> line.contains("list")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("list table inet " + table));
    }

    @Test
    void aCrashIsToldAsOneAndIsNoAnswer() throws IOException {
        fence.close(user, List.of(), List.of());
        NftFence crashing = new NftFence(host, home, nft("kill -SEGV $$"));

        for (Runnable act : List.<Runnable>of(
                crashing::possible,
                () -> crashing.close(user, List.of(), List.of()),
                () -> crashing.open(user),
                () -> crashing.closed(user),
                crashing::sweep)) {
            assertThatThrownBy(act::run).hasMessageContaining("fence.crashed").hasMessageContaining("signal 11");
        }
        assertThat(fence.closed(user)).isTrue();
    }

    @Test
    void whatItDoesNotTellIsNotTakenForNothing() throws IOException {
        NftFence refusing = new NftFence(host, home, nft("echo 'Operation not permitted' >&2; exit 1"));
        NftFence newer = new NftFence(host, home, nft("echo 'what is this'"));

        assertThatThrownBy(() -> refusing.open(user)).hasMessageContaining("fence.unreadable");
        assertThatThrownBy(() -> newer.closed(user)).hasMessageContaining("fence.unreadable");
    }

    @Test
    void aFenceOfAUserThatIsGoneIsOpenedLater() {
        fence.close(user, List.of(), List.of());
        new SystemUsers(host).remove(user);

        fence.sweep();

        assertThat(host.require(Command.of("nft", "list", "table", "inet", "understudy_" + SystemUsers.tag(home)))
                        .out())
                .doesNotContain(user);
    }

    private String nft(String does) throws IOException {
        Path program = Files.writeString(home.resolve("nft"), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }
}
