package dev.understudy.process.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What people did, for good. Each entry is sealed with a key that the control plane does not have, over the seal of the entry
 * before: none can be changed, taken out or put in without that being seen. How far the log goes is noted outside of it, so
 * that a tail that was cut off is seen too.
 */
public final class AuditLog {

    private final Jdbi control;
    private final Seal seal;
    private final HighWaterMark mark;

    public AuditLog(Jdbi control, Seal seal, HighWaterMark mark) {
        this.control = control;
        this.seal = seal;
        this.mark = mark;
    }

    /**
     * One thing that was done.
     *
     * @param verb in the past tense, e.g. {@code approved}
     * @param subject on what, e.g. a release's id
     * @param who a person's name, or {@code understudy}
     * @param detail what else is to be known; may be empty
     */
    public record Entry(long number, Instant at, String verb, String subject, String who, String detail, String seal) {}

    /** What a look at all entries found. */
    public sealed interface Check {

        /** Every seal is right, and nothing is missing. */
        record Whole(long entries) implements Check {}

        /**
         * Something is wrong.
         *
         * @param number the first entry that is
         */
        record Broken(long number, Why why) implements Check {}
    }

    /** What may be wrong. */
    public enum Why {
        /** An entry is not what was sealed, or one before it is gone. */
        SEAL,
        /** Entries at the end are gone. */
        CUT_OFF,
        /** The note how far the log goes is gone or is not Understudy's. */
        MARK
    }

    /** Notes what was done, in the transaction of this thread where there is one. */
    public void note(Instant at, String verb, String subject, String who, String detail) {
        control.useTransaction(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(hashtext('understudy.audit'))");
            Optional<Entry> last = last(handle);
            // As PostgreSQL keeps it.
            Instant kept = at.truncatedTo(ChronoUnit.MICROS);
            Entry next = seal.over(
                    last.map(Entry::seal).orElse(""),
                    new Entry(last.map(Entry::number).orElse(0L) + 1, kept, verb, subject, who, detail, ""));
            insert(handle, next);
            handle.afterCommit(() -> mark.raise(next.number(), next.seal()));
        });
    }

    /** All of them, or those about one subject, the oldest first. */
    public List<Entry> entries(Optional<String> subject) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM audit_entry WHERE :subject = '' OR subject = :subject ORDER BY number")
                .bind("subject", subject.orElse(""))
                .map((row, context) -> entry(row))
                .list());
    }

    /** So many of the newest, the newest first. */
    public List<Entry> latest(int most) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT * FROM audit_entry ORDER BY number DESC LIMIT :most")
                        .bind("most", most)
                        .map((row, context) -> entry(row))
                        .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getTimestamp("made_at").toInstant(),
                row.getString("verb"),
                row.getString("subject"),
                row.getString("who"),
                row.getString("detail"),
                row.getString("seal"));
    }

    /** Looks at every seal, and at the end. */
    public Check verify() {
        List<Entry> all = entries(Optional.empty());
        String before = "";
        long number = 0;
        Optional<HighWaterMark.Mark> reached = mark.read();
        for (Entry entry : all) {
            number++;
            if (entry.number() != number || !seal.over(before, entry).seal().equals(entry.seal())) {
                return new Check.Broken(number, Why.SEAL);
            }
            before = entry.seal();
            if (reached.isPresent()
                    && reached.get().number() == number
                    && !reached.get().seal().equals(entry.seal())) {
                return new Check.Broken(number, Why.SEAL);
            }
        }
        if (reached.isEmpty()) {
            return all.isEmpty() ? new Check.Whole(0) : new Check.Broken(number, Why.MARK);
        }
        return reached.get().number() > number ? new Check.Broken(number + 1, Why.CUT_OFF) : new Check.Whole(number);
    }

    private static Optional<Entry> last(Handle handle) {
        return handle.createQuery("SELECT number, seal FROM audit_entry ORDER BY number DESC LIMIT 1")
                .map((row, context) ->
                        new Entry(row.getLong("number"), Instant.EPOCH, "", "", "", "", row.getString("seal")))
                .findOne();
    }

    private static void insert(Handle handle, Entry entry) {
        handle.createUpdate("""
                        INSERT INTO audit_entry (number, made_at, verb, subject, who, detail, seal)
                        VALUES (:number, :at, :verb, :subject, :who, :detail, :seal)""")
                .bind("number", entry.number())
                .bind("at", entry.at())
                .bind("verb", entry.verb())
                .bind("subject", entry.subject())
                .bind("who", entry.who())
                .bind("detail", entry.detail())
                .bind("seal", entry.seal())
                .execute();
    }
}
