package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    @TempDir
    private Path root;

    @Test
    void linksLeadWhereTheyLeadInsideAndNeverOutside() throws IOException {
        Files.createDirectories(root.resolve("etc/odoo"));
        Files.createDirectories(root.resolve("opt/real"));
        Files.writeString(root.resolve("opt/real/odoo.conf"), "inside");
        Files.writeString(root.resolve("etc/passwd"), "theirs");
        Files.createSymbolicLink(root.resolve("etc/odoo/odoo.conf"), Path.of("/opt/real/odoo.conf"));
        Files.createSymbolicLink(root.resolve("etc/odoo/up"), Path.of("../../../../../../etc/passwd"));
        Files.createSymbolicLink(root.resolve("opt/linked"), Path.of("real"));
        Files.createSymbolicLink(root.resolve("opt/round"), Path.of("/opt/round"));
        Place place = new Place(root);

        assertThat(place.text("/etc/odoo/odoo.conf")).contains("inside");
        assertThat(place.text("/etc/odoo/up")).contains("theirs");
        assertThat(place.text("/opt/linked/odoo.conf")).contains("inside");
        assertThat(place.at("/../../etc/passwd")).isEqualTo(root.resolve("etc/passwd"));
        assertThat(place.text("/opt/round")).isEmpty();
        assertThat(place.at("/")).isEqualTo(root);
    }
}
