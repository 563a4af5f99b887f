package dev.understudy.engine.journal;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The commands of runs, in the database. */
public final class CommandDao {

    private final Handle handle;

    public CommandDao(Handle handle) {
        this.handle = handle;
    }

    /** Keeps a command; nothing when it is there. */
    public void add(CommandRecord command) {
        handle.createUpdate("""
                        insert into command
                            (id, run, step, host, shown, started_at, milliseconds, exit_code, out_tail, err_tail)
                        values (:id, :run, :step, :host, :shown, :startedAt, :milliseconds, :exitCode, :out, :err)
                        on conflict (id) do nothing""")
                .bind("id", command.id())
                .bind("run", command.run())
                .bind("step", command.step())
                .bind("host", command.host())
                .bind("shown", Texts.clean(command.shown()))
                .bind("startedAt", command.startedAt())
                .bind("milliseconds", command.duration().toMillis())
                .bind("exitCode", command.exitCode())
                .bind("out", Texts.clean(command.out()))
                .bind("err", Texts.clean(command.err()))
                .execute();
    }

    public List<CommandRecord> ofRun(long run) {
        return handle.createQuery("select * from command where run = :run order by started_at")
                .bind("run", run)
                .map((row, context) -> new CommandRecord(
                        row.getObject("id", UUID.class),
                        row.getLong("run"),
                        row.getString("step"),
                        row.getString("host"),
                        row.getString("shown"),
                        row.getTimestamp("started_at").toInstant(),
                        Duration.ofMillis(row.getLong("milliseconds")),
                        row.getInt("exit_code"),
                        row.getString("out_tail"),
                        row.getString("err_tail")))
                .list();
    }
}
