package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.config.PortRange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {

    @TempDir
    Path folder;

    private final FakePipeline pipeline = new FakePipeline();
    private final FakeOdoo odoo = new FakeOdoo();
    private final StringWriter told = new StringWriter();

    @BeforeEach
    void endAsOnRealOdoo() {
        pipeline.endings.put("rehearse r3", "failed");
        pipeline.endings.put("deploy r4", "undone");
        repositories().create();
        DemoProject.write(folder.resolve("understudy.yaml"), DemoProject.text(repositories(), PortRange.DEFAULT, true));
    }

    @Test
    void performsFiveReleases() {
        StoryRecord story = story().tell();

        assertThat(story.ended()).isTrue();
        assertThat(pipeline.asked)
                .containsExactly(
                        "create production",
                        "refresh staging",
                        "release create r1",
                        "rehearse r1",
                        "deploy r1",
                        "release create r2",
                        "rehearse r2",
                        "deploy r2",
                        "release create r3",
                        "rehearse r3",
                        "refused r3",
                        "release create r4",
                        "rehearse r4",
                        "deploy r4",
                        "release create r5",
                        "rehearse r5",
                        "deploy r5",
                        "refused r5",
                        "approval-client r5 ana key of ana",
                        "approval-key-user r5 ed key of ed",
                        "deploy r5",
                        "report r5");
        assertThat(story.rows())
                .extracting(StoryRow::result)
                .containsExactly(
                        "result.created",
                        "result.copied",
                        "result.passed",
                        "result.deployed",
                        "result.passed",
                        "result.deployed",
                        "result.stopped",
                        "result.passed",
                        "result.rolled-back",
                        "result.passed",
                        "result.on-staging",
                        "result.deployed");
        assertThat(story.rows().getFirst().seen()).isNull();
        assertThat(story.rows().getLast().seen()).isEqualTo(new SampleOdoo.Seen(5300, 70, 2));
        assertThat(told.toString())
                .contains("14 tests passed on the real data", "[release.rehearsal-failed]")
                .contains("approved  ana  approval-client", "sealed 0123456789abcdef");
    }

    @Test
    void goesOnWhereItWasCutOff() {
        pipeline.endings.put("deploy r1", "undone");
        assertThatThrownBy(() -> story().tell()).hasMessageContaining("cli.demo-unexpected");
        pipeline.endings.remove("deploy r1");
        pipeline.asked.clear();

        StoryRecord story = story().tell();

        assertThat(story.ended()).isTrue();
        assertThat(odoo.filled).isEqualTo(1);
        assertThat(pipeline.asked).startsWith("deploy r1", "release create r2").doesNotContain("create production");
    }

    @Test
    void makesAnewWhatACutOffCreationLeft() {
        pipeline.existing.add("production");

        story().tell();

        assertThat(pipeline.asked).startsWith("destroy production", "create production");
    }

    @Test
    void failsWhenAReleaseThatMustBeStoppedPasses() {
        pipeline.endings.remove("rehearse r3");

        assertThatThrownBy(() -> story().tell()).hasMessageContaining("ended as \"succeeded\"");
    }

    @Test
    void failsWhenTheGateDoesNotHold() {
        pipeline.refuses = false;

        assertThatThrownBy(() -> story().tell()).hasMessageContaining("cli.demo-not-refused");
    }

    private Story story() {
        return new Story(
                pipeline,
                odoo,
                repositories(),
                folder.resolve("understudy.yaml"),
                new StoryFile(folder.resolve("story.json")),
                new Telling(new PrintWriter(told), new DemoTexts(Locale.ENGLISH)));
    }

    private SampleRepositories repositories() {
        return new SampleRepositories(folder.resolve("repositories"));
    }
}
