package dev.understudy.engine.database;

import dev.understudy.targets.postgres.Doors;

/** Looks at a database as Odoo's. */
@FunctionalInterface
public interface OdooDatabases {

    OdooDatabase of(Doors doors);
}
