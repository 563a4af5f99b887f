package dev.understudy.cli.machine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The terminal that this process was begun at. While it is raw, each key goes on as it is, Ctrl-C too, and nothing is echoed
 * here. Set by {@code stty}, which every system has.
 *
 * @param before how it was set
 */
public record OwnTerminal(String before) implements AutoCloseable {

    /** That of this process, raw until it is closed; empty where its input is none. */
    public static Optional<OwnTerminal> raw() {
        Optional<OwnTerminal> terminal = stty("-g").map(OwnTerminal::new);
        return terminal.filter(_ -> stty("raw", "-echo").isPresent());
    }

    /** How much it shows: columns and rows; empty where nobody knows. */
    public Optional<int[]> size() {
        return stty("size")
                .map(said -> said.split(" ", -1))
                .filter(words -> words.length == 2 && words[0].matches("[1-9][0-9]{0,3}"))
                .filter(words -> words[1].matches("[1-9][0-9]{0,3}"))
                .map(words -> new int[] {Integer.parseInt(words[1]), Integer.parseInt(words[0])});
    }

    /** As it was. */
    @Override
    public void close() {
        Optional<String> _ = stty(before);
    }

    private static Optional<String> stty(String... words) {
        List<String> argv = new ArrayList<>(List.of("stty"));
        argv.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
