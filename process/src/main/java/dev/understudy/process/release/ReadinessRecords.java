package dev.understudy.process.release;

import dev.understudy.model.readiness.Considering.Said;
import dev.understudy.model.readiness.Readiness;
import dev.understudy.model.readiness.Readiness.Consideration;
import dev.understudy.model.readiness.Readiness.Mark;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** How ready a company was for releases, and what people said of that, in the control plane. */
public final class ReadinessRecords {

    private final Jdbi control;

    public ReadinessRecords(Jdbi control) {
        this.control = control;
    }

    /**
     * What the last look at a release found.
     *
     * @param planned for when it was planned then
     */
    record Last(String digest, Instant at, Optional<Instant> planned, boolean ready, int score) {}

    /** Of each of some releases; without those that nobody looked at. */
    Map<String, Last> last(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM readiness WHERE release_id = ANY (:releases)")
                .bindArray("releases", String.class, releases)
                .map((row, context) -> Map.entry(
                        row.getString("release_id"),
                        new Last(
                                row.getString("digest"),
                                row.getTimestamp("measured_at").toInstant(),
                                Optional.ofNullable(row.getTimestamp("planned_at"))
                                        .map(at -> at.toInstant()),
                                row.getBoolean("ready"),
                                row.getInt("score"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void keep(String release, String digest, Optional<Instant> planned, Readiness readiness, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO readiness (release_id, digest, measured_at, planned_at, ready, score)
                        VALUES (:release, :digest, :now, :planned, :ready, :score)
                        ON CONFLICT (release_id) DO UPDATE SET digest = excluded.digest,
                            measured_at = excluded.measured_at, planned_at = excluded.planned_at,
                            ready = excluded.ready, score = excluded.score""")
                .bind("release", release)
                .bind("digest", digest)
                .bind("now", now)
                .bind("planned", planned.orElse(null))
                .bind("ready", readiness.ready())
                .bind("score", readiness.score())
                .execute());
    }

    void say(String release, String digest, Said said, String knownBy, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO readiness_answer (release_id, digest, consideration, mark, word, person, known_by, said_at)
                        VALUES (:release, :digest, :consideration, :mark, :word, :person, :knownBy, :now)""")
                .bind("release", release)
                .bind("digest", digest)
                .bind("consideration", said.consideration().name())
                .bind("mark", said.mark().name())
                .bind("word", said.word())
                .bind("person", said.person())
                .bind("knownBy", knownBy)
                .bind("now", now)
                .execute());
    }

    /** What people said of a release with this content, the oldest first. */
    List<Said> said(String release, String digest) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM readiness_answer
                        WHERE release_id = :release AND digest = :digest ORDER BY number""")
                .bind("release", release)
                .bind("digest", digest)
                .map((row, context) -> new Said(
                        Consideration.valueOf(row.getString("consideration")),
                        Mark.valueOf(row.getString("mark")),
                        row.getString("person"),
                        row.getString("word")))
                .list());
    }
}
