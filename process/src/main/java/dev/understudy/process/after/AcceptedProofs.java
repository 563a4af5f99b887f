package dev.understudy.process.after;

import dev.understudy.engine.journal.RunRecord;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.process.record.AuditLog;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A masked copy in which values of production stand, because the project's file accepts them there, has an entry in the log. */
public final class AcceptedProofs {

    /** What the log calls it. */
    static final String VERB = "proof-accepted";

    /** Of copies before, nothing is noted any more: the service may have been away. */
    private static final Duration RECENT = Duration.ofDays(30);

    /** A run may be written down some time after it ended. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final String ACCEPTED = """
            select run.number, run.environment, run.asked_by, evidence.content
              from evidence join run on run.number = evidence.run
             where evidence.name = :name and run.status = 'succeeded' and run.finished_at > :since
               and evidence.content::jsonb #> '{proof,accepted}' <> '[]'
             order by run.number
            """;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Jdbi control;
    private final AuditLog log;
    private Instant looked = Instant.EPOCH;

    public AcceptedProofs(Jdbi control, AuditLog log) {
        this.control = control;
        this.log = log;
    }

    /** A run that left such a copy. */
    private record Accepted(String run, String environment, String by, List<Found> places) {

        String detail() {
            return run + ": "
                    + places.stream()
                            .map(found -> found.place() + " (" + found.count() + ")")
                            .collect(Collectors.joining(", "));
        }
    }

    /**
     * Notes each once: in which columns, how often, and who asked for the copy. A report is long, so that those from before the last look are
     * read at the first one alone.
     */
    public synchronized void look(Instant now) {
        Instant recent = now.minus(RECENT);
        Instant late = looked.minus(LATE);
        for (Accepted one : since(late.isAfter(recent) ? late : recent)) {
            boolean noted = log.entries(Optional.of(one.environment())).stream()
                    .anyMatch(
                            entry -> entry.verb().equals(VERB) && entry.detail().equals(one.detail()));
            if (!noted) {
                log.note(now, VERB, one.environment(), one.by(), one.detail());
            }
        }
        looked = now;
    }

    private List<Accepted> since(Instant since) {
        return control.withHandle(handle -> handle.createQuery(ACCEPTED)
                .bind("name", MaskReport.NAME)
                .bind("since", Timestamp.from(since))
                .map((row, context) -> new Accepted(
                        RunRecord.id(row.getLong("number")),
                        row.getString("environment"),
                        row.getString("asked_by"),
                        JSON.readValue(row.getString("content"), MaskReport.class)
                                .proof()
                                .accepted()))
                .list());
    }
}
