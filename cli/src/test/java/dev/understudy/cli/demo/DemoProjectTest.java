package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.EnvironmentSettings.FenceRule;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoProjectTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isAValidProject(boolean fenced) {
        Path file = folder.resolve("demo/understudy.yaml");
        SampleRepositories repositories = new SampleRepositories(folder.resolve("repositories"));
        DemoProject.write(file, DemoProject.text(repositories, new PortRange(26000, 26099), fenced));

        assertThat(ProjectFile.read(file)).isInstanceOfSatisfying(Reading.Valid.class, valid -> {
            Project project = valid.project();
            assertThat(project.name()).isEqualTo("acme");
            assertThat(project.production().workers()).isEqualTo(2);
            assertThat(project.environment("staging").orElseThrow().copy()).isTrue();
            assertThat(project.environment("staging").orElseThrow().fence())
                    .isEqualTo(fenced ? FenceRule.REQUIRED : FenceRule.NONE);
            assertThat(project.ports()).isEqualTo(new PortRange(26000, 26099));
            assertThat(project.repositories()).extracting("name").containsExactlyElementsOf(SampleRepositories.NAMES);
        });
    }

    @Test
    void isOneStillOnceTwoPeopleMustSayYes() {
        Path file = folder.resolve("understudy.yaml");
        SampleRepositories repositories = new SampleRepositories(folder.resolve("repositories"));
        DemoProject.write(file, DemoProject.text(repositories, PortRange.DEFAULT, true));

        DemoProject.practise(file);
        DemoProject.practise(file);

        assertThat(ProjectFile.read(file).require().method().name()).isEqualTo("hdz-ii");
    }
}
