package dev.understudy.engine.step.code;

import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.release.Promotions.Promoted;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.Said;
import dev.understudy.targets.git.Branches;
import dev.understudy.targets.git.Move;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Moves the branch of the environment to the release, in every repository that names one, before anything of the
 * environment is touched: what production runs is never ahead of its branch. All repositories are asked before the first
 * of them is changed. When the run is taken back, so are the branches, as far as nobody has pushed to them since.
 */
public final class PromoteBranches implements Step {

    private static final String MOVED = "branch-moved-";

    private final Promotions promotions;

    public PromoteBranches(Promotions promotions) {
        this.promotions = promotions;
    }

    @Override
    public String name() {
        return "promote-branches";
    }

    @Override
    public Outcome apply(StepContext context) {
        List<Promoted> promoted = promotions.towards(
                context.request().release(), context.request().environment());
        for (Promoted one : promoted) {
            promotions.of(one.repository()).push(List.of(one.move()), true);
        }
        for (Promoted one : promoted) {
            if (!one.move().nothing()) {
                Move move = one.move();
                context.put(
                        MOVED + one.repository().name(), String.join(" ", move.branch(), text(move.from()), move.to()));
                promotions.of(one.repository()).push(List.of(move), false);
                context.progress(one.told());
            }
        }
        return Outcome.done(Said.all(promoted.stream().map(Promoted::told).toList()));
    }

    private static String text(String commit) {
        return commit.isEmpty() ? "-" : commit;
    }

    /** Whoever cannot be reached now does not keep production from going back; the branch stays, and the run says so. */
    @Override
    public void undo(StepContext context) {
        for (String name : promotions.names(context.request().environment())) {
            String repository = name.substring(0, name.indexOf(' '));
            context.fact(MOVED + repository).ifPresent(fact -> {
                String[] words = fact.split(" ", -1);
                Move move = new Move(words[0], words[1].equals("-") ? "" : words[1], words[2]);
                back(repository, move, context);
            });
        }
    }

    private void back(String repository, Move move, StepContext context) {
        Optional<Branches> branches = promotions.repository(repository).map(promotions::of);
        if (branches.isEmpty()) {
            return;
        }
        try {
            if (branches.get().moved(move)) {
                branches.get().push(List.of(move.back()), false);
            }
        } catch (FaultException stays) {
            String told = String.valueOf(stays.getMessage());
            context.progress(Said.of(stays.fault()));
            context.evidence("branch-stays-" + repository, "text/plain", told);
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return promotions.towards(context.request().release(), context.request().environment()).stream()
                .filter(one -> !one.move().nothing())
                .map(one -> "git push: " + one.told().in(Locale.ENGLISH))
                .toList();
    }
}
