package dev.understudy.process.release;

import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.Emergency;
import dev.understudy.model.method.ReleaseFacts.Overriding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** What people said about releases, in the control plane. Nothing that was said is ever changed: it is taken back. */
public final class Words {

    private static final String OVERRIDINGS = """
            SELECT overriding.*, ARRAY (
                    SELECT person FROM overriding_person WHERE overriding_person.overriding = overriding.number) AS people
              FROM overriding WHERE release_id = ANY (:releases) ORDER BY number""";

    private static final String EMERGENCIES = """
            SELECT emergency.*, ARRAY (
                    SELECT person FROM emergency_person WHERE emergency_person.release_id = emergency.release_id) AS people
              FROM emergency WHERE release_id = ANY (:releases)""";

    private final Jdbi control;

    public Words(Jdbi control) {
        this.control = control;
    }

    /**
     * What people said about some releases, by release; without those of which nobody did.
     *
     * @param said about their gates, the oldest first
     * @param overridings the gates that people put aside, also those that one alone asked for
     */
    record Spoken(
            Map<String, List<Approval>> said,
            Map<String, List<Overriding>> overridings,
            Map<String, Emergency> emergencies) {}

    /** All that was said about some releases, asked for once. */
    Spoken of(Collection<String> releases) {
        return control.withHandle(handle -> new Spoken(
                grouped(query(handle, "SELECT * FROM word WHERE release_id = ANY (:releases) ORDER BY number", releases)
                        .map((row, context) -> Map.entry(row.getString("release_id"), approval(row)))
                        .list()),
                grouped(query(handle, OVERRIDINGS, releases)
                        .map((row, context) -> Map.entry(row.getString("release_id"), overriding(row)))
                        .list()),
                query(handle, EMERGENCIES, releases)
                        .map((row, context) -> Map.entry(row.getString("release_id"), emergency(row)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private static Query query(Handle handle, String sql, Collection<String> releases) {
        return handle.createQuery(sql).bindArray("releases", String.class, releases);
    }

    private static <T> Map<String, List<T>> grouped(List<Map.Entry<String, T>> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** All that was said about a release's gates, the oldest first. */
    public List<Approval> said(String release) {
        return of(List.of(release)).said().getOrDefault(release, List.of());
    }

    void say(String release, Approval said, String knownBy) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO word (release_id, digest, gate, person, yes, word, said_at, rehearsal, effective_at, known_by)
                        VALUES (:release, :digest, :gate, :person, :yes, :word, :at, :rehearsal, :effective, :knownBy)""")
                .bind("release", release)
                .bind("digest", said.digest())
                .bind("gate", said.gate())
                .bind("person", said.person())
                .bind("yes", said.yes())
                .bind("word", said.word())
                .bind("at", said.at())
                .bind("rehearsal", said.rehearsal())
                .bind("effective", said.effective())
                .bind("knownBy", knownBy)
                .execute());
    }

    /** How many of a person's words about a gate are taken back with this. */
    int withdraw(String release, String gate, String person, Instant now) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE word SET withdrawn_at = :now
                        WHERE release_id = :release AND gate = :gate AND person = :person AND withdrawn_at IS NULL""")
                .bind("release", release)
                .bind("gate", gate)
                .bind("person", person)
                .bind("now", now)
                .execute());
    }

    /** The gates of a release that people put aside, also those that one alone asked for. */
    public List<Overriding> overridings(String release) {
        return of(List.of(release)).overridings().getOrDefault(release, List.of());
    }

    /**
     * Puts a gate aside, or agrees with who asked for that: one person opens it, and it counts with two.
     *
     * @return how it stands now
     */
    Overriding override(String release, Overriding asked, String knownBy) {
        return control.inTransaction(handle -> {
            String person = asked.by().iterator().next();
            Optional<Long> open = handle.createQuery("""
                            SELECT number FROM overriding
                            WHERE release_id = :release AND digest = :digest AND gate = :gate AND ends_at > :now
                            ORDER BY number DESC LIMIT 1""")
                    .bind("release", release)
                    .bind("digest", asked.digest())
                    .bind("gate", asked.gate())
                    .bind("now", asked.at())
                    .mapTo(Long.class)
                    .findOne();
            long number = open.orElseGet(() -> handle.createQuery("""
                            INSERT INTO overriding (release_id, digest, gate, reason, asked_at, ends_at)
                            VALUES (:release, :digest, :gate, :reason, :at, :until) RETURNING number""")
                    .bind("release", release)
                    .bind("digest", asked.digest())
                    .bind("gate", asked.gate())
                    .bind("reason", asked.reason())
                    .bind("at", asked.at())
                    .bind("until", asked.until())
                    .mapTo(Long.class)
                    .one());
            handle.createUpdate("""
                            INSERT INTO overriding_person (overriding, person, said_at, known_by)
                            VALUES (:number, :person, :at, :knownBy) ON CONFLICT DO NOTHING""")
                    .bind("number", number)
                    .bind("person", person)
                    .bind("at", asked.at())
                    .bind("knownBy", knownBy)
                    .execute();
            return overridings(release).stream()
                    .filter(one ->
                            one.gate().equals(asked.gate()) && one.until().isAfter(asked.at()))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        });
    }

    /** The emergency that was declared for a release. */
    public Optional<Emergency> emergency(String release) {
        return Optional.ofNullable(of(List.of(release)).emergencies().get(release));
    }

    /** Notes that somebody is asked to look back at an emergency; whether nobody was before. */
    public boolean askReview(String release, Instant now) {
        return control.withHandle(handle -> handle.createUpdate(
                                "UPDATE emergency SET review_asked_at = :now WHERE release_id = :release AND review_asked_at IS NULL")
                        .bind("release", release)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /** Declares an emergency, or agrees with who did. */
    void declare(String release, Emergency declared, String knownBy) {
        control.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO emergency (release_id, reason, declared_at, production_down)
                            VALUES (:release, :reason, :at, :down) ON CONFLICT DO NOTHING""")
                    .bind("release", release)
                    .bind("reason", declared.reason())
                    .bind("at", declared.at())
                    .bind("down", declared.productionDown())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO emergency_person (release_id, person, said_at, known_by)
                            VALUES (:release, :person, :at, :knownBy) ON CONFLICT DO NOTHING""")
                    .bind("release", release)
                    .bind("person", declared.by().iterator().next())
                    .bind("at", declared.at())
                    .bind("knownBy", knownBy)
                    .execute();
        });
    }

    private static Approval approval(ResultSet row) throws SQLException {
        return new Approval(
                row.getString("digest"),
                row.getString("gate"),
                row.getString("person"),
                row.getBoolean("yes"),
                row.getString("word"),
                row.getTimestamp("said_at").toInstant(),
                row.getString("rehearsal"),
                row.getTimestamp("effective_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("withdrawn_at")).map(at -> at.toInstant()));
    }

    private static Emergency emergency(ResultSet row) throws SQLException {
        return new Emergency(
                people(row),
                row.getString("reason"),
                row.getTimestamp("declared_at").toInstant(),
                row.getBoolean("production_down"));
    }

    private static Set<String> people(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("people").getArray());
    }

    private static Overriding overriding(ResultSet row) throws SQLException {
        return new Overriding(
                row.getString("digest"),
                row.getString("gate"),
                people(row),
                row.getString("reason"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }
}
