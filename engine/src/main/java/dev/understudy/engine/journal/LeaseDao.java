package dev.understudy.engine.journal;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The leases of db-scheduler, in the database. */
public final class LeaseDao {

    private final Handle handle;

    public LeaseDao(Handle handle) {
        this.handle = handle;
    }

    /**
     * Frees all leases of a task at once, without waiting for heartbeats to be missed; returns how many. Where the clock
     * was set back meanwhile, whatever waits looks again now: its hour may be long in coming. No pause is longer than one.
     */
    public int takeOver(String task, Instant now) {
        return handle.createUpdate("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null, execution_time = :now,
                            version = version + 1
                        where task_name = :task
                            and (picked or execution_time > :now::timestamptz + interval '1 hour'
                                or exists (select 1 from step where started_at > :now))""").bind("task", task).bind("now", now).execute();
    }
}
