package dev.understudy.server.api;

import dev.understudy.model.view.BranchDataView;
import dev.understudy.model.view.BranchView;
import java.util.List;

/** What the API asks of the branches of stages, where the repositories come from. Each answers with where they stand then. */
public interface BranchDesk {

    /** Where they stand now. */
    List<BranchView> list();

    /** The databases that branches of a development have. Throws {@code environment.not-found}. */
    List<BranchDataView> databases(String environment);

    /** In a linear history, has development stand on staging, and staging on production. */
    List<BranchView> rebase(String by);

    /** Has production's branches refuse what others than Understudy push, where a hook can be put. */
    List<BranchView> protect(String by);

    /** Takes those hooks away again. */
    List<BranchView> unprotect(String by);
}
