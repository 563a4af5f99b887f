package dev.understudy.targets.runtime;

import java.util.Locale;

/**
 * One running Odoo of an environment.
 *
 * @param environment whose
 * @param role what it serves
 * @param slot which of the two places it takes
 */
public record Instance(String environment, Role role, Slot slot) {

    /** What an instance does. */
    public enum Role {
        WEB,
        CRON
    }

    /** Two places, so that new code can start beside the old. */
    public enum Slot {
        BLUE,
        GREEN;

        public Slot other() {
            return this == BLUE ? GREEN : BLUE;
        }
    }

    /** {@code production-web-blue}: names its files and processes. */
    public String name() {
        return (environment + "-" + role + "-" + slot).toLowerCase(Locale.ROOT);
    }
}
