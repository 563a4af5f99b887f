package dev.understudy.model.config;

import java.util.List;
import java.util.Optional;

/**
 * What must hold before a release goes on, as far as the file asks for more than its method.
 *
 * @param advise gates that show what they would stop, and stop nothing
 */
public record Gates(Optional<Approval> approval, Optional<KeyUsers> keyUsers, List<String> advise) {

    public static final Gates NONE = new Gates(Optional.empty(), Optional.empty(), List.of());

    public Gates {
        advise = List.copyOf(advise);
    }

    /**
     * People who must say yes.
     *
     * @param by roles, all of which must approve
     */
    public record Approval(List<String> by) {
        public Approval {
            by = List.copyOf(by);
        }
    }

    /**
     * Key users who must have done their daily work on the copy.
     *
     * @param days for how long
     * @param everyModule whether every installed application must have been used
     * @param by whose word counts where it was not measured
     */
    public record KeyUsers(int days, boolean everyModule, List<String> by) {
        public KeyUsers {
            by = List.copyOf(by);
        }
    }
}
