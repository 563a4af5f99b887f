package dev.understudy.targets.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.EdgeSettings;
import dev.understudy.targets.host.LocalHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service may have a hundred projects without an environment, and each is looked after. */
class EdgeOfNothingTest {

    @TempDir
    private Path home;

    @Test
    void whereNothingIsServedNothingIsDoneAgain() {
        List<String> commands = new ArrayList<>();
        LocalHost host = new LocalHost("local", (name, command, startedAt, result) -> commands.add(command.shown()));
        CaddyEdge edge = new CaddyEdge(host, home, EdgeSettings.DEFAULT);
        edge.serve(List.of());
        commands.clear();

        edge.serve(List.of());

        assertThat(commands).isEmpty();
    }
}
