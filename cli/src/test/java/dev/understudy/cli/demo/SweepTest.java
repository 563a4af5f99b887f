package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    @TempDir
    Path folder;

    @Test
    void removesTheHomeAndKeepsTheDownloads() throws IOException {
        write("home/demo/understudy.yaml");
        write("home/volumes/production/live/pgdata/PG_VERSION");
        write("cache/odoo-19.0/bin/odoo");
        Files.createSymbolicLink(folder.resolve("home/link"), folder.resolve("cache"));

        assertThat(sweep(new FakeCommands()).clean()).isTrue();

        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(folder.resolve("cache/odoo-19.0/bin/odoo")).exists();
    }

    @Test
    void removesTheDownloadsWhenAsked() throws IOException {
        write("cache/odoo-19.0/bin/odoo");

        sweep(new FakeCommands()).cleanCache();

        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void doesNotTouchAHomeWithoutADemo() throws IOException {
        write("home/control/PG_VERSION");

        assertThatThrownBy(() -> sweep(new FakeCommands()).clean()).hasMessageContaining("cli.demo-not-here");
        assertThat(folder.resolve("home/control/PG_VERSION")).exists();
    }

    @Test
    void nothingToClean() {
        assertThat(sweep(new FakeCommands()).clean()).isFalse();
    }

    @Test
    void removesOnlyItsOwnTableOfThePacketFilter() throws IOException {
        write("home/demo/understudy.yaml");
        String tag = Sweep.tag(folder.resolve("home"));
        FakeCommands machine = new FakeCommands();
        machine.root = true;
        machine.tables = "table inet filter\ntable inet understudy_" + tag + "\ntable inet understudy_ffffff0\n";

        sweep(machine).clean();

        assertThat(machine.commands.stream().filter(command -> command.startsWith("nft")))
                .containsExactly("nft list tables", "nft delete table inet understudy_" + tag);
    }

    @Test
    void endsWhatRunsFromTheHome() throws IOException, InterruptedException {
        write("home/demo/understudy.yaml");
        Path odoo = folder.resolve("odoo");
        Files.writeString(odoo, "import time\nprint('begun', flush=True)\ntime.sleep(60)\n");
        String configuration = folder.resolve("home/env/production/odoo.conf").toString();
        Process ours = new ProcessBuilder("python3", odoo.toString(), "-c", configuration).start();
        Process other =
                new ProcessBuilder("python3", odoo.toString(), "-c", configuration.replace("/home/", "/away/")).start();
        try {
            assertThat(ours.inputReader().readLine()).isEqualTo("begun");
            assertThat(other.inputReader().readLine()).isEqualTo("begun");

            sweep(new SystemCommands()).clean();

            assertThat(ours.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
        } finally {
            ours.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private Sweep sweep(SystemCommands machine) {
        return new Sweep(new Home(folder.resolve("home"), folder.resolve("cache"), 8010), machine);
    }

    private void write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private static final class FakeCommands extends SystemCommands {

        final List<String> commands = new ArrayList<>();
        boolean root;
        String tables = "";

        @Override
        boolean root() {
            return root;
        }

        @Override
        boolean has(String command) {
            return true;
        }

        @Override
        Result run(String... command) {
            String line = String.join(" ", command);
            commands.add(line);
            return new Result(0, line.equals("nft list tables") ? tables : "");
        }
    }
}
