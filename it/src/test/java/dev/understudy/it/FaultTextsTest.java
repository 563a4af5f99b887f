package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of every room says in English, Spanish and French what happened and what to do next. */
class FaultTextsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FAULT = Pattern.compile("Fault\\s*\\.\\s*(?:failed|usage|refused)\\(\\s*\"([^\"]+)\"");
    /** One of two, where the room has no other texts than those of faults. */
    private static final Pattern CHOSEN = Pattern.compile("\\? \"([a-z]+\\.[a-z-]+)\"\\s*: \"([a-z]+\\.[a-z-]+)\"");

    /** What a step says, or one of two. */
    private static final Pattern SAID = Pattern.compile("(?:Said\\s*\\.\\s*of|Outcome\\s*\\.\\s*done|told)\\(\\s*"
            + "(?:[^\";]{0,100}\\? )?\"([a-z][a-z-]*)\"(?:\\s*: \"([a-z-]+)\")?");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+");
    private static final Pattern QUOTED = Pattern.compile("'[^']+'");

    /** English bundles, of faults and of ordinary texts. */
    static Stream<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                10,
                (file, attributes) -> file.toString()
                        .matches(".*/src/main/resources/dev/understudy/[a-z/]+/(Faults|Texts)\\.properties"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void theLanguagesHaveTheSameKeysAndPlaceholders(Path english) throws IOException {
        Map<String, String> texts = texts(english);
        for (String language : Set.of("es", "fr")) {
            Path translated = Path.of(english.toString().replace(".properties", "_" + language + ".properties"));
            assertThat(placeholders(texts(translated)))
                    .as(translated.toString())
                    .isEqualTo(placeholders(texts));
        }
    }

    /** Of two the later counts, and nothing tells. */
    @ParameterizedTest
    @MethodSource("bundles")
    void noKeyStandsTwice(Path english) throws IOException {
        for (String suffix : Set.of("", "_es", "_fr")) {
            Path file = Path.of(english.toString().replace(".properties", suffix + ".properties"));
            assertThat(Files.readAllLines(file).stream()
                            .filter(line -> line.matches("[a-z][\\w.-]* *=.*"))
                            .map(line -> line.substring(0, line.indexOf('=')).strip()))
                    .as(file.toString())
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void apostrophesAreDoubled(Path english) throws IOException {
        for (String suffix : Set.of("", "_es", "_fr")) {
            Path file = Path.of(english.toString().replace(".properties", suffix + ".properties"));
            assertThat(texts(file))
                    .as(file.toString())
                    .allSatisfy((key, text) -> assertThat(
                                    QUOTED.matcher(text.replace("''", "")).replaceAll(""))
                            .as(key)
                            .doesNotContain("'"));
        }
    }

    @Test
    void everyFaultInTheSourcesHasItsTextAndItsMend() throws IOException {
        Map<String, String> known = known();
        Set<String> missing = new TreeSet<>();
        Map<String, Path> thrown = thrown();
        thrown.forEach((code, file) -> {
            for (String key : Set.of(code, code + ".mend")) {
                if (known.getOrDefault(key, "").isBlank()) {
                    missing.add(key + " (" + file + ")");
                }
            }
        });

        assertThat(thrown).containsKey("config.not-found");
        assertThat(missing).isEmpty();
    }

    @Test
    void everythingThatStepsSayHasItsText() throws IOException {
        Map<String, String> known = known();
        Set<String> said = new TreeSet<>();
        for (Path source : sources()) {
            SAID.matcher(Files.readString(source)).results().forEach(code -> {
                said.add(code.group(1));
                said.add(code.group(2) == null ? code.group(1) : code.group(2));
            });
        }

        assertThat(said).contains("copied", "quiet", "quiet-unfenced");
        assertThat(said).allSatisfy(code -> assertThat(known).containsKey("said." + code));
        assertThat(known.keySet().stream()
                        .filter(key -> key.startsWith("said."))
                        .map(key -> key.substring("said.".length())))
                .isSubsetOf(said);
    }

    /** The English texts of all rooms. */
    private static Map<String, String> known() throws IOException {
        Map<String, String> known = new HashMap<>();
        for (Path bundle : bundles().toList()) {
            known.putAll(texts(bundle));
        }
        return known;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> sources = Files.find(
                ROOT, 20, (file, attributes) -> file.toString().matches("\\.\\./[a-z]+/src/main/java/.*\\.java"))) {
            return sources.toList();
        }
    }

    private static Map<String, Path> thrown() throws IOException {
        Map<String, Path> codes = new TreeMap<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            FAULT.matcher(text).results().forEach(code -> codes.put(code.group(1), source));
            if (source.toString().matches("\\.\\./(targets|engine)/.*")) {
                CHOSEN.matcher(text).results().forEach(code -> {
                    codes.put(code.group(1), source);
                    codes.put(code.group(2), source);
                });
            }
        }
        return codes;
    }

    private static Map<String, String> texts(Path bundle) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
            properties.load(reader);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    private static Map<String, Set<String>> placeholders(Map<String, String> texts) {
        Map<String, Set<String>> placeholders = new TreeMap<>();
        texts.forEach((key, text) -> {
            Set<String> found = new TreeSet<>();
            PLACEHOLDER.matcher(text).results().forEach(result -> found.add(result.group()));
            placeholders.put(key, found);
        });
        return placeholders;
    }
}
