package dev.understudy.engine.masking;

import dev.understudy.model.config.MaskSettings;
import dev.understudy.odoo.mask.MaskKey;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What is to be masked, and how.
 *
 * @param settings what the project's file says
 * @param key the project's
 * @param run the run's id; the database is marked with it, so that it is not masked twice
 * @param filestore of the copy's database
 * @param room a folder beside the copy, in which masked rows may stand for a while
 * @param now the time of the report
 */
public record MaskOrder(MaskSettings settings, MaskKey key, String run, Path filestore, Path room, Instant now) {}
