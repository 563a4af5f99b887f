package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.view.ProjectView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeantProjectTest {

    @TempDir
    private Path folder;

    @Test
    void theProjectOfTheFolderOrOneAboveIsMeant() throws IOException {
        List<ProjectView> projects = List.of(project("acme"), project("beta"));
        Path below = Files.createDirectories(folder.resolve("beta/addons/sale"));

        assertThat(MeantProject.of(projects, below)).isEqualTo("beta");
        assertThat(MeantProject.of(projects, folder.resolve("acme"))).isEqualTo("acme");
    }

    @Test
    void aLinkToTheFileIsTheFile() throws IOException {
        List<ProjectView> projects = List.of(project("acme"), project("beta"));
        Path linked = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("beta"));

        assertThat(MeantProject.of(projects, linked)).isEqualTo("beta");
    }

    @Test
    void elsewhereTheOnlyOneIsMeant() throws IOException {
        assertThat(MeantProject.of(List.of(project("acme")), folder)).isEqualTo("acme");
    }

    @Test
    void ofSeveralNoneIsGuessed() throws IOException {
        List<ProjectView> projects = List.of(project("acme"), project("beta"));

        assertThatThrownBy(() -> MeantProject.of(projects, folder))
                .hasMessageContaining("[cli.which-project]")
                .hasMessageContaining("acme, beta");
        assertThatThrownBy(() -> MeantProject.of(List.of(), folder)).hasMessageContaining("[cli.no-projects]");
    }

    @Test
    void theOnlyProjectIsNotTakenForOneThatWasNeverAdded() throws IOException {
        List<ProjectView> known = List.of(project("acme"));
        project("stranger");

        assertThatThrownBy(() -> MeantProject.of(known, folder.resolve("stranger")))
                .hasMessageContaining("[cli.project-not-added]");
    }

    private ProjectView project(String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("understudy.yaml");
        Files.writeString(file, "project: " + name + "\n");
        return new ProjectView(name, file.toString(), folder.toString(), "ready", null);
    }
}
