package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the process table tells of an Odoo, with a small program that is called as Odoo is. */
@Timeout(60)
class OdooProcessTest {

    @TempDir
    private Path folder;

    /** As systemd starts a unit with PrivateTmp or ProtectSystem. */
    @Test
    void oneWithMountsOfItsOwnOverTheRootOfThisMachineIsOfThisMachine() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root has mounts of its own");

        Place place = placeOf("unshare", "--mount");

        assertThat(place).isEqualTo(Place.HERE);
        assertThat(place.at("/etc/odoo.conf")).isEqualTo(Path.of("/etc/odoo.conf"));
    }

    @Test
    void oneOfThisMachineIsToo() throws IOException {
        assertThat(placeOf()).isEqualTo(Place.HERE);
    }

    private Place placeOf(String... before) throws IOException {
        Path program = Files.writeString(folder.resolve("odoo-bin"), "print('up', flush=True)\ninput()\n");
        List<String> argv = new ArrayList<>(List.of(before));
        argv.addAll(List.of("python3", program.toString()));
        Process process = new ProcessBuilder(argv).start();
        try {
            // It says so when it is what it is called.
            assertThat(process.getInputStream().read()).isEqualTo('u');
            Optional<OdooProcess> seen = OdooProcess.all().stream()
                    .filter(one -> one.argv().contains(program.toString()))
                    .findFirst();
            return seen.orElseThrow().place();
        } finally {
            process.destroy();
        }
    }
}
