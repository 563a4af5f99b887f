package dev.understudy.engine.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What steps have noted, in the database. */
public final class FactDao {

    private final Handle handle;

    public FactDao(Handle handle) {
        this.handle = handle;
    }

    public Map<String, String> ofRun(long run) {
        Map<String, String> facts = new LinkedHashMap<>();
        handle.createQuery("select name, value from fact where run = :run order by name")
                .bind("run", run)
                .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
        return facts;
    }

    void put(long run, String step, String name, String value, Instant now) {
        handle.createUpdate("""
                        insert into fact (run, name, value, step, set_at) values (:run, :name, :value, :step, :now)
                        on conflict (run, name) do update
                        set value = excluded.value, step = excluded.step, set_at = excluded.set_at""")
                .bind("run", run)
                .bind("name", name)
                .bind("value", Texts.clean(value))
                .bind("step", step)
                .bind("now", now)
                .execute();
    }
}
