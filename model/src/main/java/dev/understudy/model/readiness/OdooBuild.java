package dev.understudy.model.readiness;

import java.time.Instant;
import java.util.Optional;

/**
 * The Odoo of a release.
 *
 * @param name as the release names it
 * @param made when; empty where nothing tells
 * @param newer a later build that this project knows of
 */
public record OdooBuild(String name, Optional<Instant> made, Optional<Newer> newer) {

    /**
     * A later build.
     *
     * @param release that has it
     */
    public record Newer(String release, Instant made) {}
}
