package dev.understudy.bench;

import dev.understudy.targets.postgres.Database;
import java.util.List;

/** Rows of {@code res_partner}: more of them, by doubling one in the database, as Odoo's {@code populate} does. */
public final class Partners {

    /** What is each partner's own. */
    private static final String OWN = "'id', 'name', 'complete_name', 'commercial_partner_id'";

    private Partners() {}

    public static int count(Database database) {
        return Integer.parseInt(
                database.rows("SELECT count(*) FROM res_partner").getFirst().getFirst());
    }

    /** Adds what is missing. */
    public static void atLeast(Database database, int wanted) {
        int missing = wanted - count(database);
        if (missing <= 0) {
            return;
        }
        String same = String.join(
                ", ",
                database
                        .rows("SELECT quote_ident(column_name) FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name = 'res_partner'"
                                + " AND column_name NOT IN (" + OWN + ") ORDER BY ordinal_position")
                        .stream()
                        .map(List::getFirst)
                        .toList());
        database.script("""
                INSERT INTO res_partner (id, name, complete_name, commercial_partner_id, %1$s)
                SELECT fresh.id, 'Bench ' || fresh.id, 'Bench ' || fresh.id, fresh.id, %1$s
                FROM (SELECT nextval('res_partner_id_seq') AS id FROM generate_series(1, %2$d)) fresh,
                     (SELECT %1$s FROM res_partner WHERE active AND parent_id IS NULL AND id NOT IN
                        (SELECT partner_id FROM res_users UNION SELECT partner_id FROM res_company)
                      ORDER BY id LIMIT 1) one;
                """.formatted(same, missing));
    }
}
