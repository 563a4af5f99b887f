package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.odoo.mask.Decision.Why;
import dev.understudy.odoo.mask.Kind;
import dev.understudy.targets.postgres.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Foreign keys of texts: a login, the code of a branch. What they join becomes the same on both sides, and while tables are masked one
 * after the other PostgreSQL does not look at them.
 */
final class TextKeys {

    /** Two columns may be joined with a third. */
    private static final int ROUNDS = 8;

    private static final String JOINED = """
            SELECT k.conrelid::regclass, quote_ident(k.conname), pg_catalog.pg_get_constraintdef(k.oid),
                   (SELECT %1$s FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.oid = k.conrelid), a.attname,
                   (SELECT %1$s FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.oid = k.confrelid), b.attname
              FROM pg_catalog.pg_constraint k
             CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u (own, other)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own
              JOIN pg_catalog.pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.other
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
             WHERE k.contype = 'f' AND k.conparentid = 0 AND t.typcategory IN ('S', 'U')
             ORDER BY k.oid
            """.formatted(Quoted.PATH);

    private final Owner database;
    private final List<List<String>> joined;

    TextKeys(Owner database) {
        this.database = database;
        this.joined = database.rows(JOINED);
    }

    /** The decisions, those of columns that are joined alike, and each value its own. */
    List<Decision> alike(List<Decision> decisions) {
        Map<String, Decision> said = new LinkedHashMap<>();
        decisions.forEach(decision ->
                said.put(place(decision.column().table(), decision.column().name()), decision));
        for (int round = 0; round < ROUNDS; round++) {
            for (List<String> pair : joined) {
                join(said, place(pair.get(3), pair.get(4)), place(pair.get(5), pair.get(6)));
            }
        }
        return List.copyOf(said.values());
    }

    private static String place(String table, String column) {
        return table + "\n" + column;
    }

    private static void join(Map<String, Decision> said, String own, String other) {
        Decision one = said.get(own);
        Decision two = said.get(other);
        if (one != null && two != null) {
            boolean first = one.why() == Why.FILE || (two.why() != Why.FILE && two.kind() == Kind.KEEP);
            Kind kind = first ? one.kind() : two.kind();
            said.put(own, with(one, kind));
            said.put(other, with(two, kind));
        }
    }

    private static Decision with(Decision decision, Kind kind) {
        Column column = decision.column();
        Column unique = new Column(
                column.table(),
                column.name(),
                column.shape(),
                column.field(),
                column.translated(),
                column.required(),
                true);
        boolean dropped = kind == Kind.DROP;
        return new Decision(unique, dropped ? Kind.TOKEN : kind, decision.why(), decision.entities());
    }

    /** Takes the constraints away; what is returned makes them again. */
    Runnable loosen() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        joined.forEach(key -> keys.put(key.get(0) + "." + key.get(1), key));
        keys.values().forEach(key -> run(key, "DROP CONSTRAINT " + key.get(1)));
        return () -> keys.values().forEach(key -> run(key, "ADD CONSTRAINT " + key.get(1) + " " + key.get(2)));
    }

    private void run(List<String> key, String change) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("ALTER TABLE " + key.get(0) + " " + change);
        } catch (SQLException failure) {
            throw TableMask.refused(key.get(3), failure);
        }
    }
}
