package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Whose turn it is. One run at a time changes an environment, and none while another reads it; readers share. Runs get
 * their turn in the order in which they were asked for; a later one may go first only where it takes nothing from an
 * earlier one.
 */
public final class RunQueue {

    private static final String CONFLICT = """
            (other.number <> run.number
                and (other.environment = run.environment
                    or other.environment = any (run.reads)
                    or run.environment = any (other.reads)))
            """;

    private final Handle handle;

    /**
     * A run is held back at the door. Others do not wait for it.
     *
     * @param why what it waits for, or why it may not begin
     * @param forGood whether it may not, and ends
     */
    public record HeldBack(Fault why, boolean forGood) {}

    RunQueue(Handle handle) {
        this.handle = handle;
    }

    /** Until the transaction ends, nobody else gets in line or gets a turn. */
    void lock() {
        handle.execute("select pg_advisory_xact_lock(hashtext('understudy.run.queue'))");
    }

    /** Gives a turn to every queued run that may have one, and returns them. */
    List<Long> admit(Instant now) {
        return handle.createQuery("""
                        update run set status = 'running', holds = true, started_at = coalesce(started_at, :now)
                        where status = 'queued' and waits_for is null and not exists (
                            select 1 from run other
                            where (other.holds or other.status = 'queued' and other.waits_for is null
                                    and other.number < run.number)
                                and %s)
                        returning number""".formatted(CONFLICT))
                .bind("now", now)
                .mapTo(Long.class)
                .list();
    }

    /** Gives its environments back to a run that let go of them while it waited; false when they are taken. */
    boolean admitAgain(long number) {
        return handle.createUpdate("""
                                update run set holds = true
                                where number = :number and (holds or not exists (
                                    select 1 from run other where other.holds and %s))""".formatted(CONFLICT))
                        .bind("number", number)
                        .execute()
                == 1;
    }
}
