package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.config.PortRange;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path folder;

    private final FakePipeline pipeline = new FakePipeline();
    private final FakeOdoo odoo = new FakeOdoo();
    private final StringWriter told = new StringWriter();

    @BeforeEach
    void endAsOnRealOdoo() {
        pipeline.endings.put("rehearse r3", "failed");
        pipeline.endings.put("deploy r4", "undone");
    }

    @Test
    void endsWithTheTableTheAddressesAndTheWayOn() {
        demo(Locale.ENGLISH).tell(PortRange.DEFAULT);

        assertThat(told.toString().lines().map(line -> line.strip().replaceAll(" {2,}", "  ")))
                .contains(
                        "deploy r1  7.0 s  5.3 s  2 of 70  in production",
                        "deploy r4  7.0 s  5.3 s  2 of 70  rolled back by itself",
                        "production: http://127.0.0.1:8100  login admin, password admin",
                        "$ understudy demo --clean  remove every trace");
    }

    @Test
    void aSecondTimeShowsTheSameTableWithoutARun() {
        demo(Locale.ENGLISH).tell(PortRange.DEFAULT);
        String table = told.toString().substring(told.toString().indexOf("What happened"));
        pipeline.asked.clear();
        told.getBuffer().setLength(0);

        demo(Locale.ENGLISH).tell(PortRange.DEFAULT);

        assertThat(pipeline.asked).isEmpty();
        assertThat(pipeline.starts).isEqualTo(2);
        assertThat(told.toString()).endsWith(table);
    }

    @Test
    void speaksSpanishAndFrench() {
        demo(Locale.of("es")).tell(PortRange.DEFAULT);
        demo(Locale.FRENCH).tell(PortRange.DEFAULT);

        assertThat(told.toString()).contains("deshecha por sí sola", "annulée d'elle-même");
    }

    @Test
    void beginsAgainWhenProductionWasDestroyed() {
        demo(Locale.ENGLISH).tell(PortRange.DEFAULT);
        pipeline.existing.clear();
        pipeline.asked.clear();
        pipeline.endings.clear();
        pipeline.endings.put("rehearse r8", "failed");
        pipeline.endings.put("deploy r9", "undone");

        assertThat(demo(Locale.ENGLISH).tell(PortRange.DEFAULT).ended()).isTrue();
        assertThat(pipeline.asked).startsWith("create production");
        assertThat(told.toString().lines().filter(line -> line.contains("method: hdz-ii")))
                .as("the company begins without a client who says yes")
                .hasSize(2);
    }

    @Test
    void leavesAHomeOfSomethingElseAlone() throws IOException {
        Files.createFile(Files.createDirectories(home().directory()).resolve("token"));

        assertThatThrownBy(() -> demo(Locale.ENGLISH).tell(PortRange.DEFAULT))
                .hasMessageContaining("cli.demo-home-taken");
        assertThat(pipeline.starts).isZero();
    }

    private Home home() {
        return new Home(folder.resolve("home"), folder.resolve("cache"), 8010);
    }

    private Demo demo(Locale locale) {
        return new Demo(
                home(),
                pipeline,
                odoo,
                new SystemCommands(),
                new Telling(new PrintWriter(told), new DemoTexts(locale)));
    }
}
