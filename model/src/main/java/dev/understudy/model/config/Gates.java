package dev.understudy.model.config;

import java.time.Duration;
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

    /** Whether every application in use must have been tried. */
    public boolean everyModule() {
        return keyUsers.map(KeyUsers::everyModule).orElse(true);
    }

    /** How often key users who are missing are written to; zero for never. */
    public Duration remind() {
        return keyUsers.map(KeyUsers::remind).orElse(KeyUsers.USUALLY_REMINDED);
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
     * @param everyModule whether every application in use must have been tried; else those that the release touches
     * @param by whose word counts where it was not measured
     * @param remind how often those who are missing are written to; zero for never
     */
    public record KeyUsers(int days, boolean everyModule, List<String> by, Duration remind) {

        /** What counts where the file does not say. */
        public static final Duration USUALLY_REMINDED = Duration.ofDays(2);

        public KeyUsers {
            by = List.copyOf(by);
        }
    }
}
