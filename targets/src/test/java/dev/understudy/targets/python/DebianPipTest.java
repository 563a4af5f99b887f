package dev.understudy.targets.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How pip is brought, with a small folder in place of what mmdebstrap would make. */
@Timeout(60)
class DebianPipTest {

    private static final String WHEEL = "pip-25.1.1-py3-none-any.whl";

    @TempDir
    Path cache;

    private final Recording host = new Recording();
    private final List<String> told = new ArrayList<>();
    private boolean away;

    @BeforeEach
    void debian() {
        assumeTrue(host.root(), "only root fetches");
        host.answer(command -> {
            if (command.argv().contains("apt-get")) {
                return Optional.of(new CommandResult(0, "http://debian.example/debian\n", "", Duration.ZERO));
            }
            return command.argv().contains("mmdebstrap") ? Optional.of(mmdebstrap(command)) : Optional.empty();
        });
    }

    @Test
    void isFetchedOnceAndKeptWithoutWhatCameAlong() {
        Path wheel = new DebianPip(host, cache).wheel(told::add);
        Path again = new DebianPip(host, cache).wheel(told::add);

        assertThat(wheel).isEqualTo(again).isEqualTo(cache.resolve("pip").resolve(WHEEL));
        assertThat(wheel).hasContent("pip");
        assertThat(host.commands())
                .filteredOn(line -> line.contains("mmdebstrap"))
                .hasSize(1);
        assertThat(told).containsExactly("Fetching pip", "extracting archives...");
        assertThat(cache.resolve("pip"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith(".new"));
    }

    @Test
    void whatKeptDebianAwayIsTold() {
        away = true;

        assertThatThrownBy(() -> new DebianPip(host, cache).wheel(told::add))
                .hasMessageContaining("python.no-pip")
                .hasMessageContaining("Could not resolve");
    }

    private CommandResult mmdebstrap(Command command) {
        try {
            String said = away ? "E: Could not resolve debian.example\n" : "I: extracting archives...\n";
            Files.writeString(Path.of(command.argv().get(3)), said);
            if (!away) {
                Path target = Path.of(command.argv().get(command.argv().size() - 2));
                Path wheels = Files.createDirectories(target.resolve("usr/share/python-wheels"));
                Files.writeString(wheels.resolve(WHEEL), "pip");
            }
            return new CommandResult(away ? 1 : 0, "", "", Duration.ZERO);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
