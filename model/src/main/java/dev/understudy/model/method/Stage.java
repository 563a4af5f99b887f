package dev.understudy.model.method;

import java.util.List;
import java.util.Optional;

/**
 * A place on a release's way.
 *
 * @param environment where it is then; empty where that is a developer's own, or a copy made for it alone
 * @param act what entering it does to the environment
 * @param after the stage before; empty for where releases begin
 * @param gates what must hold before a release enters
 * @param back where a release goes that does not pass; empty for where it is
 * @param restartDatabase whether PostgreSQL is restarted with Odoo
 */
public record Stage(
        String name,
        Optional<String> environment,
        Act act,
        Optional<String> after,
        List<Gate> gates,
        Optional<String> back,
        boolean restartDatabase) {

    public Stage {
        gates = List.copyOf(gates);
    }

    /** What entering a stage does to its environment. */
    public enum Act {
        /** It is made anew from production; what was entered there is lost. */
        REFRESH,
        /** The release is put on it; what was entered there stays. */
        KEEP,
        /** The release is performed on it as on production. */
        DEPLOY
    }

    /** The same with other gates. */
    public Stage with(List<Gate> others) {
        return new Stage(name, environment, act, after, others, back, restartDatabase);
    }
}
