package dev.understudy.bench.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** What {@code odoo shell} reads. */
final class Scripts {

    private Scripts() {}

    /**
     * A script of this folder.
     *
     * @param modules those of the list
     */
    static String of(String name, Collection<String> modules) {
        try (InputStream script = Scripts.class.getResourceAsStream(name + ".py")) {
            if (script == null) {
                throw new IllegalStateException(name + ".py is not in the jar");
            }
            return modules.stream()
                            .map(module -> "'" + module + "'")
                            .collect(Collectors.joining(", ", "TRUTH_MODULES = [", "]\n"))
                    + new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
