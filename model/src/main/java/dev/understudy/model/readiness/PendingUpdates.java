package dev.understudy.model.readiness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Updates that a package manager has not installed yet, as far as its own lists tell; nobody else is asked.
 *
 * @param system whose packages they are, as people call it
 * @param lists when the lists came; empty where there are none
 * @param security whether a source of security updates is among them
 * @param packages all that would be installed now
 */
public record PendingUpdates(String system, Optional<Instant> lists, boolean security, List<Update> packages) {

    public PendingUpdates {
        packages = List.copyOf(packages);
    }

    /**
     * One package.
     *
     * @param installed its version
     * @param offered the version that would take its place
     * @param security whether a source of security updates has it
     */
    public record Update(String name, String installed, String offered, boolean security) {}
}
