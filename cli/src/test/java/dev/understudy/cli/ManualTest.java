package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {

    @Test
    void everyCommandHasAPageAndIsCompleted(@TempDir Path folder) throws Exception {
        Manual.main(new String[] {folder.toString()});

        assertThat(folder.resolve("understudy.1"))
                .content()
                .startsWith(".TH \"UNDERSTUDY\" 1\n.SH NAME\nunderstudy \\- ");
        assertThat(folder.resolve("understudy-release-create.1")).content().contains("\\-\\-uninstall", "\\-\\-odoo");
        assertThat(folder.resolve("understudy.bash")).content().contains("--dry-run", "rehearse", "complete -F");
    }
}
