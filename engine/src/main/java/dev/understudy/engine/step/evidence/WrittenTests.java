package dev.understudy.engine.step.evidence;

import dev.understudy.odoo.log.TestSummary.Failure;
import dev.understudy.targets.host.ForeignFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that the project's modules have in some code, as far as their names tell. */
final class WrittenTests {

    private static final long LONGEST = 4L << 20;

    /** {@code TestOrder.test_confirm}, or {@code setUpClass (odoo.addons.acme_sale.tests.test_order.TestOrder)}. */
    private static final Pattern NAME = Pattern.compile("^(\\w+)\\.(\\w+)|\\(([\\w.]+\\.)?(\\w+)\\)");

    private final Map<String, Path> modules;
    private final Map<String, String> texts = new HashMap<>();

    /** @param modules the folders of the modules, by name */
    WrittenTests(Map<String, Path> modules) {
        this.modules = Map.copyOf(modules);
    }

    /** Whether a test that failed is among them; a class's setting up is there where the class is. */
    boolean have(Failure failure) {
        Matcher name = NAME.matcher(failure.test());
        if (!name.find()) {
            return true;
        }
        String text = texts.computeIfAbsent(failure.module(), this::text);
        boolean ofClass = name.group(1) == null;
        return text.matches("(?s).*\\bclass " + (ofClass ? name.group(4) : name.group(1)) + "\\b.*")
                && (ofClass || text.contains("def " + name.group(2) + "("));
    }

    private String text(String module) {
        Path tests = modules.getOrDefault(module, Path.of("")).resolve("tests");
        if (!modules.containsKey(module) || !Files.isDirectory(tests)) {
            return "";
        }
        try (Stream<Path> files = Files.walk(tests)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".py"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                text.append(ForeignFile.text(file, LONGEST)).append('\n');
            }
            return text.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
