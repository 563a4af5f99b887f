package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.config.Aggregation.Merge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresentProjectTest {

    @TempDir
    Path folder;

    private void merge(String branch) throws IOException {
        Files.writeString(
                folder.resolve("repos.yaml"), "sales: { remotes: { o: /srv/sales }, merges: [o " + branch + "] }\n");
    }

    @Test
    void isReadAnewWhenAFileBesideItChanges() throws IOException {
        merge("18.0");
        Path file = Files.writeString(folder.resolve("understudy.yaml"), """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, aggregate: repos.yaml }]
                environments: { production: {} }
                """);
        PresentProject present = new PresentProject(file);

        assertThat(present.get()).isSameAs(present.get());
        merge("19.0");
        assertThat(present.get()
                        .repositories()
                        .getFirst()
                        .aggregation()
                        .orElseThrow()
                        .merges())
                .containsExactly(new Merge("o", "/srv/sales", "19.0"));
        Files.delete(folder.resolve("repos.yaml"));
        assertThatThrownBy(present::get).hasMessageContaining("repos.yaml");
    }
}
