package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page about security says was tried, is tried. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void eachAttackNamesATestThatIsThere() throws IOException {
        Set<String> tests = tests();
        List<String> rows = rows();

        assertThat(rows).hasSizeGreaterThan(20);
        for (String row : rows) {
            List<String> cells = List.of(row.split("\\|", -1));
            assertThat(cells).as(row).hasSize(6).filteredOn(String::isBlank).hasSize(2);
            List<String> named = TEST.matcher(cells.get(4))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
            assertThat(named).as(row).isNotEmpty().isSubsetOf(tests);
        }
    }

    @Test
    void whatElseItNamesIsThereToo() throws IOException {
        assertThat(TEST.matcher(page()).results().map((MatchResult result) -> result.group(1)))
                .isSubsetOf(tests());
    }

    /** Those of the table of attacks, without its head. */
    private static List<String> rows() throws IOException {
        return page().lines()
                .dropWhile(line -> !line.startsWith("| attack |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT, 12, (file, attributes) -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
