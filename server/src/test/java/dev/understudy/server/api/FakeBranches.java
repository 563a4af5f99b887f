package dev.understudy.server.api;

import dev.understudy.model.view.BranchDataView;
import dev.understudy.model.view.BranchView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A branch of production that somebody may push to, until it is protected. */
public final class FakeBranches implements BranchDesk {

    private final List<String> said = new ArrayList<>();

    /** What was asked for, in order. */
    public List<String> said() {
        return said;
    }

    @Override
    public List<BranchView> list() {
        boolean guarded = !said.isEmpty() && said.getLast().startsWith("protect");
        return List.of(new BranchView("sales", "production", "main", "a".repeat(40), "r1", 2, 0, guarded));
    }

    @Override
    public List<BranchDataView> databases(String environment) {
        return environment.equals("staging")
                ? List.of(
                        new BranchDataView(
                                "round-taxes",
                                true,
                                "r2",
                                "1f0c5d2e9a7b",
                                Instant.parse("2026-11-03T10:00:00Z"),
                                Instant.parse("2026-11-02T09:00:00Z"),
                                "3d4e of r1",
                                "field sale.order.carrier removed or renamed"),
                        new BranchDataView(
                                "", false, "r1", null, Instant.parse("2026-11-01T10:00:00Z"), null, null, null))
                : List.of();
    }

    @Override
    public List<BranchView> rebase(String by) {
        return heard("rebase");
    }

    @Override
    public List<BranchView> protect(String by) {
        return heard("protect");
    }

    @Override
    public List<BranchView> unprotect(String by) {
        return heard("unprotect");
    }

    private List<BranchView> heard(String word) {
        said.add(word);
        return list();
    }
}
