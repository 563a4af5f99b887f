package dev.understudy.engine.database;

import dev.understudy.odoo.access.AccessChange;
import dev.understudy.odoo.access.AccessChange.Moved;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds, among the rights to write and to create that people lose, those that they have used: Odoo keeps with each row who made
 * it and who changed it last. Who deleted what, it does not keep.
 */
public final class UsedRights {

    /** A right that was not used for longer is not missed on the day after. */
    private static final String LATELY = "90 days";

    private static final String COLUMNS = """
            SELECT count(*) FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname = ?
               AND a.attname IN ('create_uid', 'create_date', 'write_uid', 'write_date') AND NOT a.attisdropped
            """;

    private UsedRights() {}

    /**
     * The same change; what somebody who used it loses is grave, and names them.
     *
     * @param had a database as people have used it
     */
    public static AccessChange weighed(AccessChange change, Supplier<Reader> had) {
        List<Moved> lost = new ArrayList<>();
        for (Moved one : change.lost()) {
            List<String> users = one.grave() ? List.of() : users(one, had);
            lost.add(users.isEmpty() ? one : new Moved(one.model(), one.operation(), users, true));
        }
        lost.sort(Comparator.comparing(Moved::grave).reversed());
        return new AccessChange(lost, change.won(), change.menus(), change.rules());
    }

    private static List<String> users(Moved lost, Supplier<Reader> had) {
        String used = switch (lost.operation()) {
            case CREATE -> "r.create_uid = u.id AND r.create_date > now() - interval '" + LATELY + "'";
            case WRITE ->
                "r.write_uid = u.id AND r.write_date > r.create_date AND r.write_date > now() - interval '" + LATELY
                        + "'";
            case READ, UNLINK -> "";
        };
        String table = lost.model().replace('.', '_');
        if (used.isEmpty() || !table.matches("\\w+")) {
            return List.of();
        }
        Reader database = had.get();
        if (!database.rows(COLUMNS, table).getFirst().getFirst().equals("4")) {
            return List.of();
        }
        String query = "SELECT u.login FROM public.res_users u WHERE u.login IN (LOGINS) AND EXISTS "
                + "(SELECT 1 FROM public.\"" + table + "\" r WHERE " + used + ") ORDER BY u.login";
        String logins = String.join(", ", Collections.nCopies(lost.people().size(), "?"));
        return database.rows(query.replace("LOGINS", logins), lost.people().toArray()).stream()
                .map(List::getFirst)
                .toList();
    }
}
