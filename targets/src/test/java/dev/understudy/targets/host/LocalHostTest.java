package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.fault.FaultException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalHostTest {

    private static final int MORE_THAN_CARRIERS = 64;

    private final List<String> recorded = new ArrayList<>();
    private final Host host = new LocalHost(
            "local",
            (name, command, at, result) -> recorded.add(name + " " + command.shown() + " " + result.exitCode()));

    @TempDir
    Path folder;

    @Test
    void keepsBothStreamsAndTheExitCode() {
        CommandResult result = host.run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.err()).isEqualTo("err\n");
        assertThat(recorded).containsExactly("local sh -c 'echo out; echo err >&2; exit 3' 3");
    }

    /** As on a machine with too much to do: nobody comes to reading before the command has ended long ago. */
    @Test
    void keepsWhatACommandSaidHoweverLateItIsRead() {
        long free = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
        for (int i = 0; i < MORE_THAN_CARRIERS; i++) {
            Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < free) {
                    Thread.onSpinWait();
                }
            });
        }

        assertThat(host.run(Command.of("echo", "said")).out()).isEqualTo("said\n");
    }

    @Test
    void givesInputAndOnlyAMinimalEnvironment() {
        assertThat(host.run(Command.of("cat").withInput("añ€")).out()).isEqualTo("añ€");

        String environment =
                host.run(Command.of("env").withSecret("PGPASSWORD", "s3cret")).out();
        assertThat(environment.lines().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder("PATH", "LANG", "HOME", "PGPASSWORD");
        assertThat(environment).contains("/usr/sbin", "LANG=C.UTF-8", "PGPASSWORD=s3cret");
        assertThat(recorded).noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void aCommandThatDoesNotReadItsInputStillEnds() {
        assertThat(host.run(Command.of("true").withInput("x".repeat(1 << 20))).exitCode())
                .isZero();
    }

    @Test
    void keepsTheHeadAndTheTailOfALongOutput() {
        CommandResult result = host.run(Command.of("seq", "1", "900000"));

        assertThat(result.out())
                .startsWith("1\n2\n")
                .endsWith("\n899999\n900000\n")
                .contains("characters left out");
        assertThat(result.out().length()).isLessThan(Host.OUTPUT_LIMIT + 100);
    }

    @Test
    void endsTheWholeGroupPastItsTime() throws Exception {
        Path pid = folder.resolve("pid");
        Command stubborn = Command.of("sh", "-c", "sh -c 'trap \"\" TERM; sleep 600' & echo $! > " + pid + "; wait")
                .within(Duration.ofSeconds(1));

        assertFault(() -> host.run(stubborn), "host.timed-out");

        assertThat(ends(Long.parseLong(Files.readString(pid).strip()))).isTrue();
    }

    @Test
    void anInterruptEndsTheWholeGroup() throws Exception {
        Path pid = folder.resolve("pid");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread runs = Thread.ofVirtual().start(() -> {
            try {
                host.run(Command.of(
                        "sh", "-c", "sleep 60 & echo $! > " + pid + ".new; mv " + pid + ".new " + pid + "; wait"));
                thrown.complete(new AssertionError("it ended by itself"));
            } catch (FaultException fault) {
                thrown.complete(fault);
            }
        });
        while (!Files.exists(pid)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        runs.interrupt();

        assertThat(thrown.get(20, TimeUnit.SECONDS)).hasMessageContaining("host.interrupted");
        assertThat(ends(Long.parseLong(Files.readString(pid).strip()))).isTrue();
    }

    @Test
    void doesNotWaitForWhatACommandLeavesBehind() throws Exception {
        CommandResult result = host.run(Command.of("sh", "-c", "sleep 30 & echo $!"));

        long left = Long.parseLong(result.out().strip());
        assertThat(ProcessHandle.of(left)).isPresent();
        ProcessHandle.of(left).orElseThrow().destroyForcibly();
        assertThat(ends(left)).isTrue();
    }

    @Test
    void streamsMoreThanMemoryShouldHold() throws IOException {
        LocalHost local = new LocalHost("local", CommandLog.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] much = "0123456789".repeat(500_000).getBytes(StandardCharsets.UTF_8);

        CommandResult result = local.stream(Command.of("cat"), new ByteArrayInputStream(much), out);

        assertThat(result.exitCode()).isZero();
        assertThat(out.toByteArray()).isEqualTo(much);
    }

    @Test
    void aStreamThatBreaksOnOurSideIsTold() {
        LocalHost local = new LocalHost("local", CommandLog.NONE);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("not as long as declared");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> local.stream(Command.of("seq", "1", "1000000"), null, full))
                .hasMessage("no space left");
        assertThatThrownBy(() -> local.stream(Command.of("cat"), broken, new ByteArrayOutputStream()))
                .hasMessage("not as long as declared");
    }

    @Test
    void saysWhatCouldNotBeStarted() {
        assertFault(() -> host.run(Command.of("true").in(folder.resolve("absent"))), "host.not-started");
        assertThat(host.run(Command.of("no-such-program")).exitCode()).isEqualTo(127);
        assertFault(() -> host.require(Command.of("false")), "host.command-failed");
    }

    @Test
    void runsAsAnotherUser() {
        assumeTrue(host.root(), "only root may become another user");

        CommandResult result = host.run(
                Command.of("sh", "-c", "id -un; id -Gn; echo $HOME; pwd").as("nobody"));

        assertThat(result.out().lines()).containsExactly("nobody", "nogroup", "/nonexistent", "/");
    }

    @Test
    void refusesAnotherUserWhenNotRoot() {
        Launch launch = new Launch(false, "me", "/home/me");

        assertThat(launch.argv(Command.of("id").as("me"))).containsExactly("setsid", "id");
        assertFault(() -> launch.argv(Command.of("id").as("other")), "host.not-root");
    }

    @Test
    void refusesUsersThatUnderstudyHasNotMade() {
        Launch launch = new Launch(true, "root-of-a-test", "/root");

        for (String user : List.of("root", "daemon", "us-abcdef-absent", "0", "+0", "../nobody", "nobody nobody")) {
            assertFault(() -> launch.argv(Command.of("id").as(user)), "host.user-refused");
        }
        assertThat(launch.argv(Command.of("id").as("nobody")))
                .containsExactly(
                        "setsid",
                        "setpriv",
                        "--reuid",
                        "nobody",
                        "--regid",
                        "65534",
                        "--clear-groups",
                        "--no-new-privs",
                        "--",
                        "id");
    }

    @Test
    void refusesAUserWhoseNumberIsRoots() throws IOException {
        Path accounts = Files.writeString(folder.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/bash
                us-abcdef-a:x:0:998::/nonexistent:/usr/sbin/nologin
                us-abcdef-b:x:998:0::/nonexistent:/usr/sbin/nologin
                us-abcdef-c:x:998:998::/nonexistent:/usr/sbin/nologin
                """);

        for (String user : List.of("us-abcdef-a", "us-abcdef-b")) {
            assertFault(() -> Door.as(user, new SystemAccounts(accounts), ""), "host.user-refused");
        }
        assertThat(Door.as("us-abcdef-c", new SystemAccounts(accounts), "")).contains("us-abcdef-c", "998");
    }

    @Test
    void writesAFileWholeWithItsMode() throws IOException {
        Path file = folder.resolve("a/b/secret");

        host.write(file, "one", "0600", null);
        host.write(file, "two", "0640", null);

        assertThat(host.read(file)).isEqualTo("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> entries = Files.list(file.resolveSibling("."))) {
            assertThat(entries.map(Path::getFileName).map(Path::toString)).containsExactly("secret");
        }
    }

    @Test
    void deletesFoldersAndLinksButNotWhatALinkLeadsTo() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "x");
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve("deep"));
        Files.createSymbolicLink(tree.resolve("deep/link"), kept);

        host.delete(tree);
        host.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }

    private static boolean ends(long pid) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private static void assertFault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        thrown -> assertThat(thrown.fault().code()).isEqualTo(code));
    }
}
