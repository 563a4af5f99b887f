package dev.understudy.odoo.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.ModuleGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpdatePlanTest {

    private static final ModuleGraph GRAPH = new ModuleGraph(List.of(
            module("base", ""),
            module("sale", "'base'"),
            module("ours", "'sale'"),
            module("ours_more", "'ours'"),
            module("ours_new", "'ours', 'helper'"),
            module("helper", "'base'")));

    @Test
    void updatesWhatChanged() {
        UpdatePlan plan = plan(Map.of("ours", "1", "ours_more", "1"), Map.of("ours", "2", "ours_more", "1"), Set.of());
        assertThat(plan.toUpdate()).containsExactly("ours");
        assertThat(plan.affected()).containsExactly("ours", "ours_more");
        assertThat(plan.toInstall()).isEmpty();
    }

    @Test
    void doesNothingForTheSame() {
        var same = Map.of("ours", "1", "ours_more", "1");
        assertThat(plan(same, same, Set.of()).isEmpty()).isTrue();
    }

    @Test
    void updatesWhatWasNeverNoted() {
        assertThat(plan(Map.of(), Map.of("ours", "1", "ours_more", "1"), Set.of())
                        .toUpdate())
                .containsExactly("ours", "ours_more");
    }

    @Test
    void installsWithDependencies() {
        var present = Map.of("ours", "1", "ours_more", "1", "ours_new", "1", "helper", "1");
        assertThat(plan(present, present, Set.of("ours_new")).toInstall()).containsExactly("helper", "ours_new");
    }

    @Test
    void leavesWhatHasNoCodeAnyMoreToTheUpdate() {
        UpdatePlan plan = plan(Map.of("ours", "1", "ours_more", "1"), Map.of("ours", "1"), Set.of());
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void leavesItToOdooWhatInstallsItself() {
        var graph = new ModuleGraph(List.of(module("base", ""), module("bill", "'base'"), (Manifest)
                Manifest.read("bill_de", "{'depends': ['bill'], 'auto_install': True, 'countries': ['de']}")));
        UpdatePlan plan = UpdatePlan.of(Map.of(), Map.of(), Set.of("base"), Set.of("bill"), graph);
        assertThat(plan.toInstall()).containsExactly("bill");
    }

    private static UpdatePlan plan(Map<String, String> stored, Map<String, String> present, Set<String> wanted) {
        return UpdatePlan.of(stored, present, Set.of("base", "sale", "ours", "ours_more"), wanted, GRAPH);
    }

    private static Manifest module(String name, String depends) {
        return (Manifest) Manifest.read(name, "{'depends': [" + depends + "]}");
    }
}
