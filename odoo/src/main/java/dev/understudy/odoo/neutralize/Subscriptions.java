package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.block;

/**
 * Logical replication: a copy carries its source's subscriptions, and would take for itself what another server sends to
 * production.
 */
final class Subscriptions {

    /** Those of this database; the catalog holds those of the whole cluster. */
    static final String HERE = "subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private Subscriptions() {}

    /**
     * Without its slot's name, dropping one leaves the slot at the publisher, which is production's. Where tables were
     * still being copied it would call the publisher all the same: so it is told of one that is not there.
     */
    static Statement drop() {
        return new Statement("subscriptions", block("""
                DECLARE
                  subscription name;
                BEGIN
                  IF to_regclass('pg_catalog.pg_subscription') IS NOT NULL THEN
                    FOR subscription IN SELECT subname FROM pg_subscription WHERE %s LOOP
                      EXECUTE format('ALTER SUBSCRIPTION %%I DISABLE', subscription);
                      EXECUTE format('ALTER SUBSCRIPTION %%I CONNECTION %%L', subscription,
                                     'host=/nonexistent user=none password=none');
                      EXECUTE format('ALTER SUBSCRIPTION %%I SET (slot_name = NONE)', subscription);
                      EXECUTE format('DROP SUBSCRIPTION %%I', subscription);
                    END LOOP;
                  END IF;
                END
                """.formatted(HERE)));
    }
}
