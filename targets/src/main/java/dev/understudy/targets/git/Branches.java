package dev.understudy.targets.git;

import dev.understudy.model.method.Promotion;
import java.util.List;

/** The branches of a repository, where it comes from. */
public interface Branches {

    /** Looks at where the branches stand now. Throws {@code git.unreachable}. */
    void fetch();

    /**
     * What must become of a branch so that it has a commit; all branches are fetched anew, and none is changed.
     *
     * @param commit a full hash that the mirror has
     * @param subject of the merge, where one is made
     * @throws dev.understudy.model.fault.FaultException {@code git.diverged} when the branch has what the commit has not,
     *     {@code git.not-linear} when a merge would come onto it, {@code git.unreachable}
     */
    Move towards(String branch, String commit, Promotion promotion, String subject);

    /**
     * What must become of a branch so that its own commits stand on another one's. Commits that are there already are left
     * out, their authors and dates stay.
     *
     * @param onto a full hash that the mirror has
     * @throws dev.understudy.model.fault.FaultException {@code git.rebase-conflict} with the files
     */
    Move rebased(String branch, String onto);

    /**
     * Moves branches, all of them or none, when each stands where the move begins. They may move backwards.
     *
     * @param rehearse only asks whether the repository would let it
     * @throws dev.understudy.model.fault.FaultException {@code git.branch-moved} when somebody pushed meanwhile,
     *     {@code git.push-refused} when the server says no to one of them, {@code git.push-failed} when it lets nothing be pushed
     */
    void push(List<Move> moves, boolean rehearse);

    /** Whether a branch stands where a move ends, as the repository says now. */
    boolean moved(Move move);

    /** Where a branch stands, as it was fetched last; empty while there is none. */
    String head(String branch);

    /** How many commits one has and another does not have. */
    int count(String without, String in);

    /**
     * Has the repository refuse what is pushed to some branches by others: by a hook, where it is a bare repository in a
     * folder of this machine. A hook of Understudy's that is there is replaced.
     *
     * @throws dev.understudy.model.fault.FaultException {@code git.hook-out-of-reach}, {@code git.foreign-hook}
     */
    void protect(List<String> branches);

    /** Takes Understudy's hook away again. Answers whether there was one. Throws {@code git.hook-out-of-reach}. */
    boolean unprotect();

    /** The branches that Understudy's hook protects; none where there is no hook. */
    List<String> guarded();
}
