package dev.understudy.model.beginning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewProjectFileTest {

    private static final String TEXT = ProjectTemplate.text(
            "acme", OdooTemplate.gotten("19.0", List.of(), List.of()), Map.of("addons", "/srv/addons"), "falcon-i");

    @TempDir
    Path folder;

    @Test
    void itIsWrittenWithItsFolder() {
        NewProjectFile file = NewProjectFile.in(folder.resolve("customers").resolve("acme"));

        assertThat(file.write(TEXT)).isTrue();
        assertThat(file.path()).hasContent(TEXT);
    }

    @Test
    void oneThatIsThereStays() throws Exception {
        NewProjectFile file = NewProjectFile.in(folder);
        Files.writeString(file.path(), "somebody's work");

        assertThat(file.write(TEXT)).isFalse();
        assertThat(file.path()).hasContent("somebody's work");
    }

    @Test
    void whatCannotBeReadIsNotWritten() {
        NewProjectFile file = NewProjectFile.in(folder);

        assertThatThrownBy(() -> file.write("project: 7")).isInstanceOf(FaultException.class);
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenItSaysSo() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file, and no folder");

        assertThatThrownBy(() -> NewProjectFile.in(taken).write(TEXT)).hasMessageContaining("config.unwritable");
    }
}
