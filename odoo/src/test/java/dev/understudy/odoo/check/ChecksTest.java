package dev.understudy.odoo.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.odoo.series.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void theScriptBeginsWithWhatItIsAskedFor() {
        assertThat(script(Series.of("17.0"), Checks.HARMLESS)).startsWith("""
                        UNDERSTUDY_NAMED = True
                        UNDERSTUDY_VIEW = 'tree'
                        UNDERSTUDY_BUDGET = 90
                        UNDERSTUDY_SESSION = 'feed5e55'
                        UNDERSTUDY_MODULES = ['sale']
                        UNDERSTUDY_CHECKS = ['list', 'write', 'report', 'session']
                        """).contains("def understudy_list():");
    }

    private static String script(Series series, List<String> checks) {
        return Checks.script(series, checks, List.of("sale"), List.of(), Duration.ofSeconds(90));
    }

    @Test
    void readsWhatTheShellSaysAmongAllElse() {
        assertThat(Checks.read("""
                        a line of an addon
                        UNDERSTUDY-CHECK {"name": "list", "millis": 12, "said": "", "error": ""}
                        UNDERSTUDY-CHECK {"name": "write", "millis": 3, "said": "", "error": "KeyError: 'x'"}
                        """))
                .containsExactly(new Check("list", 12, "", ""), new Check("write", 3, "", "KeyError: 'x'"))
                .extracting(Check::failed)
                .containsExactly(false, true);
    }

    @Test
    void aFailureOfOneOfManyWindowsIsAPartOfItsCheck() {
        assertThat(Checks.read("""
                        UNDERSTUDY-CHECK {"name": "use: Sales/Orders as anna", "millis": 0, "said": "", "error": "KeyError: 'x'"}
                        UNDERSTUDY-CHECK {"name": "use", "millis": 3, "said": "2 windows", "error": ""}
                        """))
                .extracting(Check::of, Check::whole)
                .containsExactly(tuple("use", false), tuple("use", true));
    }

    @Test
    void theScriptThatOpensMenusIsThereWhenAskedFor() {
        assertThat(script(Series.of("19.0"), Checks.WITH_MENUS)).contains("def understudy_use");
        assertThat(script(Series.of("19.0"), Checks.HARMLESS)).doesNotContain("def understudy_use");
    }

    @Test
    void windowsThatFailedAreToldWithWhateverTheirNamesHold() {
        String failed = "use: Qu'est-ce \\ 顧客 🙂 as ana";

        String script =
                Checks.script(Series.of("19.0"), Checks.WITH_MENUS, List.of(), List.of(failed), Duration.ofSeconds(90));

        String line = script.lines()
                .filter(one -> one.startsWith("UNDERSTUDY_AGAIN"))
                .findFirst()
                .orElseThrow();
        String encoded = line.replaceAll(".*b64decode\\('|'\\)\\)$", "");
        assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .isEqualTo("[\"use: Qu'est-ce \\\\ 顧客 🙂 as ana\"]");
    }

    /** All of it is one module of Python: what one file calls, another must not bind to something else. */
    @Test
    void noNameOfTheScriptMeansTwoThings() throws IOException, InterruptedException {
        String script = Checks.script(
                Series.of("19.0"),
                Stream.concat(Checks.WITH_MENUS_AND_ROWS.stream(), Checks.PRINTS.stream())
                        .toList(),
                List.of("sale"),
                List.of(),
                Duration.ofSeconds(90));
        Process python = new ProcessBuilder("python3", "-c", """
                import ast, collections, sys
                bound = collections.Counter()
                defined = set()
                for node in ast.parse(sys.stdin.read()).body:
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                        bound[node.name] += 1
                        defined.add(node.name)
                    else:
                        bound.update({name.id for name in ast.walk(node)
                                      if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)})
                print(sorted(name for name in bound if bound[name] > 1 and (name in defined or name.isupper())))
                """)
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = python.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("[]");
        assertThat(python.waitFor()).isZero();
    }

    @Test
    void aCheckOfManyThingsThatFailsItselfTellsNothing() {
        assertThat(new Check("use", 3, "", "TypeError: no").brokeOff()).isTrue();
        assertThat(new Check("use: Sales/Orders as anna", 3, "", "KeyError: 'x'").brokeOff())
                .isFalse();
        assertThat(new Check("report", 3, "", "ValueError: none").brokeOff()).isFalse();
    }

    @Test
    void showsWhatACheckHasToSay() {
        assertThat(new Check("list", 12, "", "").shown()).isEqualTo("list 12 ms");
        assertThat(new Check("report", 340, "PDF", "").shown()).isEqualTo("report 340 ms (PDF)");
    }
}
