package dev.understudy.targets.postgres;

/**
 * A database as Understudy reads it: a role of its own that sees every row and every statistic, writes nothing and is no
 * superuser. Names resolve in {@code pg_catalog} alone, so that SQL names tables with their schema, and what the
 * database's owner made is called by nobody here; where it is all the same (a view in a table's place), it runs with the
 * powers of this role.
 */
public interface Reader extends Database {}
