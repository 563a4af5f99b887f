package dev.understudy.server.api;

import dev.understudy.model.view.BranchView;
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
