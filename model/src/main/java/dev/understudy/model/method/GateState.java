package dev.understudy.model.method;

import java.util.List;

/**
 * A gate as it stands for a release.
 *
 * @param missing who is awaited: people where they are known, else roles
 * @param asked whether whoever is awaited is asked already: nobody is while something cheaper does not hold
 */
public record GateState(Gate gate, Verdict verdict, List<String> missing, boolean asked) {

    public GateState {
        missing = List.copyOf(missing);
    }

    /** Whether nothing passes here. */
    public boolean stops() {
        return gate.mode() == Gate.Mode.ENFORCE && !verdict.holds();
    }

    /** Whether it would stop, were it enforced. */
    public boolean wouldStop() {
        return gate.mode() == Gate.Mode.ADVISE && !verdict.holds();
    }
}
