package dev.understudy.server.terminal;

import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.server.access.Role;
import dev.understudy.targets.host.InteractiveProcess;
import dev.understudy.targets.host.InteractiveProcess.Size;
import java.util.Set;

/** What terminals stand on: environments that run, and programs that are started in them. */
public interface Ground {

    /** Whose data lies in an environment, and so who may have a terminal there. */
    enum Data {
        /** Production itself: whoever is lent it, for a reason. */
        PRODUCTION,
        /** A copy that has production's data as they are: not who sees masked data alone. */
        UNMASKED,
        /** A copy that was masked and proven. */
        MASKED,
        /** Nobody's: demonstration data, or none. */
        INVENTED;

        /** Who may. */
        public Set<Role> roles() {
            return switch (this) {
                case PRODUCTION -> Set.of(Role.OPERATOR, Role.SHELL);
                case UNMASKED -> Set.of(Role.OPERATOR, Role.RELEASE_MANAGER, Role.SHELL);
                case MASKED, INVENTED -> Role.TERMINALS;
            };
        }

        /** Whether whoever opens one says why. */
        public boolean asksWhy() {
            return this == PRODUCTION;
        }
    }

    /** Throws {@code environment.not-found}. */
    Data data(String environment);

    /**
     * Refuses an environment at which there can be no terminal now.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}, {@code server.terminal-no-user}, {@code
     *     server.terminal-stopped}, {@code server.terminal-run}
     */
    void require(String environment);

    /**
     * Starts a program. Throws as {@link #require}, and {@code host.not-started}.
     *
     * @param id of the terminal
     */
    Seat seat(String environment, TerminalProgram program, String id, Size size);

    /** Ends whatever is left of a terminal; nothing for an environment that is gone. */
    void sweep(String environment, String id);

    /** A program that was started. */
    interface Seat extends AutoCloseable {

        InteractiveProcess process();

        /** Whether the environment is still what it was then, and runs. */
        boolean stands();

        /** Hangs up, and ends all that was begun there. */
        @Override
        void close();
    }
}
