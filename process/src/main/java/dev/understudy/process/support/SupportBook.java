package dev.understudy.process.support;

import dev.understudy.engine.watch.PageTimes.Slower;
import dev.understudy.model.support.Roster;
import dev.understudy.model.support.Roster.Help;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How users are helped after deploys, in the control plane. */
public final class SupportBook {

    private static final String ON_DUTY = "";

    /** Pages that are kept of a deploy. */
    private static final int MOST_PAGES = 20;

    private final Jdbi control;

    public SupportBook(Jdbi control) {
        this.control = control;
    }

    /**
     * The days after a deploy.
     *
     * @param run the deploy
     * @param deployed when that began
     * @param roster who helps, as it was at the deploy
     * @param reminded whether those on duty were reminded that the days are over
     */
    public record Support(
            String run,
            String release,
            Instant deployed,
            Instant began,
            Instant ends,
            Roster roster,
            boolean reminded,
            Optional<Closing> closing) {}

    /** Why they are closed. */
    public enum How {
        /** Somebody said so. */
        SAID,
        /** The release was taken back. */
        TAKEN_BACK
    }

    /**
     * How they were closed.
     *
     * @param by a person's name
     * @param note what they said; by which run, of one that was taken back
     * @param errors kinds of errors that the release had brought
     */
    public record Closing(How how, Instant at, String by, String knownBy, String note, int errors) {}

    /** Opens, unless it is there; whether it was not. */
    public boolean open(Support support) {
        return control.inTransaction(handle -> {
            boolean made = handle.createUpdate("""
                            INSERT INTO support (run_id, release_id, deployed_at, began_at, ends_at)
                            VALUES (:run, :release, :deployed, :began, :ends) ON CONFLICT DO NOTHING""")
                            .bind("run", support.run())
                            .bind("release", support.release())
                            .bind("deployed", support.deployed())
                            .bind("began", support.began())
                            .bind("ends", support.ends())
                            .execute()
                    == 1;
            if (made) {
                int place = 0;
                for (Help help : support.roster().helps()) {
                    for (String person : help.people().isEmpty() ? List.of("") : help.people()) {
                        helper(handle, support.run(), place++, help.application(), person);
                    }
                }
                for (String person : support.roster().onDuty()) {
                    helper(handle, support.run(), place++, ON_DUTY, person);
                }
            }
            return made;
        });
    }

    private static void helper(Handle handle, String run, int place, String application, String person) {
        handle.execute(
                "INSERT INTO support_helper (run_id, place, application, person) VALUES (?, ?, ?, ?)",
                run,
                place,
                application,
                person);
    }

    /** The runs of which it is known already. */
    public Set<String> runs() {
        return control.withHandle(handle -> Set.copyOf(handle.createQuery("SELECT run_id FROM support")
                .mapTo(String.class)
                .list()));
    }

    /** Those that nobody closed, the oldest first. */
    public List<Support> open() {
        return control.withHandle(
                handle -> handle.createQuery("SELECT * FROM support WHERE closed_at IS NULL ORDER BY began_at")
                        .map((row, context) -> support(handle, row))
                        .list());
    }

    /** After a release's latest deploy. */
    public Optional<Support> latest(String release) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM support WHERE release_id = :release ORDER BY began_at DESC LIMIT 1")
                .bind("release", release)
                .map((row, context) -> support(handle, row))
                .findOne());
    }

    /** Notes which pages became slower, in place of what was noted before. */
    void slower(String run, List<Slower> pages) {
        control.useTransaction(handle -> {
            handle.execute("DELETE FROM support_page WHERE run_id = ?", run);
            int place = 0;
            for (Slower one : pages.subList(0, Math.min(MOST_PAGES, pages.size()))) {
                handle.execute(
                        "INSERT INTO support_page (run_id, place, page, before_millis, after_millis, answers)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        run,
                        place++,
                        one.page(),
                        one.before().toMillis(),
                        one.after().toMillis(),
                        one.answers());
            }
        });
    }

    /** Which did, as it was looked at last; what costs users the most time first. */
    public List<Slower> slower(String run) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM support_page WHERE run_id = :run ORDER BY place")
                .bind("run", run)
                .map((row, context) -> new Slower(
                        row.getString("page"),
                        Duration.ofMillis(row.getLong("before_millis")),
                        Duration.ofMillis(row.getLong("after_millis")),
                        row.getLong("answers")))
                .list());
    }

    public void reminded(String run, Instant now) {
        control.useHandle(handle ->
                handle.execute("UPDATE support SET reminded_at = ? WHERE run_id = ?", Timestamp.from(now), run));
    }

    /** Closes, unless somebody did; whether nobody had. */
    public boolean close(String run, Closing closing) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE support SET closed_at = :at, how = :how, closed_by = :by, known_by = :knownBy, note = :note,
                               errors = :errors
                        WHERE run_id = :run AND closed_at IS NULL""")
                        .bind("at", closing.at())
                        .bind("how", closing.how().name())
                        .bind("by", closing.by())
                        .bind("knownBy", closing.knownBy())
                        .bind("note", closing.note())
                        .bind("errors", closing.errors())
                        .bind("run", run)
                        .execute()
                == 1);
    }

    private static Support support(Handle handle, ResultSet row) throws SQLException {
        Optional<Instant> closed = instant(row, "closed_at");
        Optional<Closing> closing = closed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Closing(
                        How.valueOf(row.getString("how")),
                        closed.get(),
                        row.getString("closed_by"),
                        row.getString("known_by"),
                        row.getString("note"),
                        row.getInt("errors")));
        String run = row.getString("run_id");
        return new Support(
                run,
                row.getString("release_id"),
                row.getTimestamp("deployed_at").toInstant(),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                roster(handle, run),
                instant(row, "reminded_at").isPresent(),
                closing);
    }

    private static Roster roster(Handle handle, String run) {
        Map<String, List<String>> helpers = new LinkedHashMap<>();
        handle.createQuery("SELECT application, person FROM support_helper WHERE run_id = :run ORDER BY place")
                .bind("run", run)
                .map((row, context) -> Map.entry(row.getString("application"), row.getString("person")))
                .forEach(one -> helpers.computeIfAbsent(one.getKey(), application -> new ArrayList<>())
                        .add(one.getValue()));
        List<String> onDuty = Optional.ofNullable(helpers.remove(ON_DUTY)).orElse(List.of());
        return new Roster(
                helpers.entrySet().stream()
                        .map(entry -> new Help(
                                entry.getKey(),
                                entry.getValue().stream()
                                        .filter(person -> !person.isEmpty())
                                        .toList()))
                        .toList(),
                onDuty);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(at -> at.toInstant());
    }
}
