package dev.understudy.odoo.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {

    @Test
    void loadsByDepthThenName() {
        ModuleGraph graph = graph("base", "web:base", "b:web", "a:web", "late:a,base", "auth:base");
        assertThat(graph.loadOrder()).containsExactly("base", "auth", "web", "a", "b", "late");
    }

    @Test
    void namesWhatIsMissing() {
        ModuleGraph graph = graph("base", "a:base,gone", "b:a");
        assertThat(graph.missing()).containsExactly(new ModuleGraph.Missing("a", "gone"));
        assertThat(graph.loadOrder()).containsExactly("base");
    }

    @Test
    void namesCircles() {
        ModuleGraph graph = graph("base", "a:b", "b:c", "c:a,base", "own:own", "fine:base");
        assertThat(graph.cycles()).containsExactly(List.of("a", "b", "c", "a"), List.of("own", "own"));
        assertThat(graph.loadOrder()).containsExactly("base", "fine");
        assertThat(graph("base", "a:base", "b:a,base").cycles()).isEmpty();
    }

    @Test
    void reachesBothWays() {
        ModuleGraph graph = graph("base", "web:base", "sale:web", "sale_x:sale", "other:web");
        assertThat(graph.withDependents(List.of("sale"))).containsExactly("sale", "sale_x");
        assertThat(graph.withDependencies(List.of("sale_x"))).containsExactly("base", "sale", "sale_x", "web");
    }

    @Test
    void survivesALongChain() {
        String[] modules = new String[3000];
        modules[0] = "base";
        for (int i = 1; i < modules.length; i++) {
            modules[i] = "m%04d:%s".formatted(i, i == 1 ? "base" : "m%04d".formatted(i - 1));
        }
        assertThat(graph(modules).cycles()).isEmpty();
    }

    static ModuleGraph graph(String... modules) {
        return new ModuleGraph(
                Arrays.stream(modules).map(ModuleGraphTest::manifest).toList());
    }

    /** {@code name:dependency,dependency!}, with an exclamation mark when it installs itself. */
    private static Manifest manifest(String written) {
        String[] parts = written.replace("!", "").split(":", 2);
        String depends = parts.length == 1 ? "" : "'" + parts[1].replace(",", "','") + "'";
        String text =
                "{'depends': [%s], 'auto_install': %s}".formatted(depends, written.endsWith("!") ? "True" : "False");
        return (Manifest) Manifest.read(parts[0], text);
    }
}
