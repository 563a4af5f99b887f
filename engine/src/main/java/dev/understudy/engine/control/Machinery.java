package dev.understudy.engine.control;

import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.Serving;
import dev.understudy.targets.volume.Volumes;

/**
 * What environments are made of on the host.
 *
 * @param boundary what copies are kept within
 * @param probe tells whether an Odoo serves
 */
public record Machinery(Volumes volumes, Clusters clusters, OdooRuntime odoo, Boundary boundary, Serving probe) {}
