package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The root's life, with a small folder in place of what mmdebstrap would make. */
@Timeout(60)
class DebianRootTest {

    @TempDir
    Path cache;

    private final Packages host = new Packages();

    @BeforeEach
    void room() throws IOException {
        assumeTrue(host.root(), "only root builds roots");
        assumeTrue(Files.getFileStore(cache).getUsableSpace() >> 30 >= 5, "no room");
    }

    @Test
    void tellsHowTheBuildGoesAndBuildsOnce() {
        List<String> told = new ArrayList<>();

        assertThat(root().build(told::add)).isEqualTo("debian:19.0.1");
        assertThat(root().build(told::add)).isEqualTo("debian:19.0.1");

        assertThat(told).contains("downloading packages with apt...");
        assertThat(told.getLast()).isEqualTo("Odoo 19.0.1 is ready");
        assertThat(host.built).isEqualTo(1);
    }

    @Test
    void theOldRootStaysUntilTheNewOneIsThere() throws Exception {
        root().build();
        damage();
        host.duringBuild = () -> assertThat(path().resolve("usr/bin/odoo")).exists();

        root().build();

        assertThat(path().resolve("usr/lib/lost")).doesNotExist();
        assertThat(entries()).containsExactly(name(), name() + ".lock", name() + ".log", name() + ".printer.log");
    }

    @Test
    void aBuildThatFailsLeavesTheOldRoot() throws Exception {
        root().build();
        damage();
        host.fails = true;

        assertThatThrownBy(() -> root().build()).hasMessageContaining("runtime.root-not-built");

        assertThat(path().resolve("usr/bin/odoo")).exists();
    }

    @Test
    void aPackageThatIsNotThereIsRefusedByItsName() throws Exception {
        root().build();
        host.fails = true;
        host.words = "E: Unable to locate package python3-nothing\n";

        assertThatThrownBy(() -> asking("python3-nothing").build())
                .hasMessageContaining("runtime.no-such-package")
                .hasMessageContaining("trixie")
                .hasMessageContaining("python3-nothing");

        assertThat(asking("python3-nothing").directory()).doesNotExist();
        assertThat(path().resolve("usr/bin/odoo")).exists();
    }

    @Test
    void whoAsksForPackagesHasARootOfTheirOwnThatSaysSo() {
        root().build();

        assertThat(asking("fonts-noto-core").build()).isEqualTo("debian:19.0.1+fonts-noto-core");

        assertThat(asking("fonts-noto-core").directory()).isNotEqualTo(path());
        assertThat(path().resolve("usr/bin/odoo")).exists();
        assertThat(host.built).isEqualTo(2);
    }

    private DebianRoot asking(String name) {
        return new DebianRoot(host, cache, cache.resolve("accounts"), "19.0", List.of(name));
    }

    @Test
    void aKillBetweenTheTwoRenamesLeavesTheOldRoot() throws Exception {
        root().build();
        damage();
        host.killedAt = path().resolveSibling("." + path().getFileName() + ".new") + " " + path();
        assertThatThrownBy(() -> root().build()).isInstanceOf(Killed.class);
        assertThat(path()).doesNotExist();
        host.killedAt = "";
        host.fails = true;

        assertThatThrownBy(() -> root().build()).hasMessageContaining("runtime.root-not-built");

        assertThat(path().resolve("usr/bin/odoo")).exists();
    }

    @Test
    void whatRunsInAnOldRootKeepsItsFiles() throws Exception {
        root().build();
        damage();
        Process odoo = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind \"$0\" /mnt && echo mounted && read line",
                        path().resolve("usr").toString())
                .start();
        try {
            assertThat(odoo.getInputStream().read()).isEqualTo('m');

            root().build();

            assertThat(entries()).contains("." + name() + ".old-1");
        } finally {
            odoo.destroyForcibly().waitFor();
        }
        damage();
        root().build();
        assertThat(entries()).doesNotContain("." + name() + ".old-1", "." + name() + ".old-2");
    }

    private DebianRoot root() {
        return new DebianRoot(host, cache, cache.resolve("accounts"), "19.0", List.of());
    }

    private Path path() {
        return root().directory();
    }

    private String name() {
        return path().getFileName().toString();
    }

    private void damage() throws IOException {
        Files.writeString(path().resolve("usr/lib/lost"), "x");
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(cache.resolve("roots"))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** This machine, with packages of its own. */
    private static final class Packages implements Host {

        private final Host machine = new LocalHost("local", CommandLog.NONE);
        private Runnable duringBuild = () -> {};
        private String killedAt = "";
        private boolean fails;
        private String words = "";
        private int built;

        @Override
        public CommandResult run(Command command) {
            String line = command.shown();
            if (!killedAt.isEmpty() && line.contains(killedAt)) {
                throw new Killed();
            }
            if (line.startsWith("apt-get")) {
                return said("http://debian.example/debian\n");
            }
            if (line.startsWith("dpkg-query")) {
                return said("19.0.1");
            }
            if (line.contains("command -v mmdebstrap")) {
                return said("");
            }
            return command.argv().contains("mmdebstrap") ? build(command) : machine.run(command);
        }

        private CommandResult build(Command command) {
            try {
                duringBuild.run();
                Files.writeString(Path.of(command.argv().get(3)), "I: downloading packages with apt...\n" + words);
                if (command.argv().contains("--variant=extract")) {
                    Files.createDirectories(
                            Path.of(command.argv().get(command.argv().size() - 2)));
                    return said("");
                }
                if (fails) {
                    return new CommandResult(1, "", "E: no", Duration.ZERO);
                }
                Path fresh = command.argv().stream()
                        .filter(word -> word.endsWith(".new"))
                        .map(Path::of)
                        .findFirst()
                        .orElseThrow();
                Files.createDirectories(fresh.resolve("usr/lib/python3/dist-packages/odoo/addons/base"));
                Files.createDirectories(fresh.resolve("usr/bin"));
                Files.createDirectories(fresh.resolve("etc"));
                Path odoo = Files.writeString(fresh.resolve("usr/bin/odoo"), "#!/bin/sh\n");
                assertThat(odoo.toFile().setExecutable(true)).isTrue();
                built++;
                return said("");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static CommandResult said(String text) {
            return new CommandResult(0, text, "", Duration.ZERO);
        }

        @Override
        public String name() {
            return machine.name();
        }

        @Override
        public boolean exists(Path path) {
            return machine.exists(path);
        }

        @Override
        public String read(Path file) {
            return machine.read(file);
        }

        @Override
        public void write(Path file, String text, String mode, @Nullable String owner) {
            machine.write(file, text, mode, owner);
        }

        @Override
        public void delete(Path path) {
            machine.delete(path);
        }

        @Override
        public boolean root() {
            return machine.root();
        }
    }
}
