package dev.understudy.server.hooks;

import dev.understudy.engine.journal.Columns;
import dev.understudy.model.view.DeliveryView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Hooks in a control plane. */
public final class SqlHookBook implements HookBook {

    /** What is older is told nobody any more: the service may have been away, or the hook have failed for long. */
    private static final Duration NEWS = Duration.ofDays(2);

    private final Jdbi control;

    public SqlHookBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public void keep(Hook hook, String sealed) {
        control.useTransaction(handle -> {
            handle.createUpdate("""
                        INSERT INTO hook (id, name, address, only_kinds, nearby, branch, rehearse, secret, made_at, made_by, since)
                        VALUES (:id, :name, :address, :only, :nearby, :branch, :rehearse, :secret, :at, :by,
                                (SELECT coalesce(max(number), 0) FROM audit_entry))""")
                    .bind("id", hook.id())
                    .bind("name", hook.name())
                    .bind("address", hook.address())
                    .bindArray("only", String.class, hook.only())
                    .bind("nearby", hook.nearby())
                    .bind("branch", hook.branch())
                    .bind("rehearse", hook.rehearse())
                    .bind("secret", sealed)
                    .bind("at", hook.madeAt())
                    .bind("by", hook.madeBy())
                    .execute();
            hook.statuses()
                    .ifPresent(statuses -> handle.createUpdate(
                                    "INSERT INTO hook_forge VALUES (:hook, :forge, :repositories)")
                            .bind("hook", hook.id())
                            .bind("forge", statuses.forge().word())
                            .bindArray("repositories", String.class, statuses.repositories())
                            .execute());
        });
    }

    @Override
    public List<Kept> all() {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM hook LEFT JOIN hook_forge ON hook = id ORDER BY made_at, id")
                .map((row, context) -> new Kept(hook(row), row.getString("secret")))
                .list());
    }

    private static Hook hook(ResultSet row) throws SQLException {
        return new Hook(
                row.getString("id"),
                row.getString("name"),
                row.getString("address"),
                texts(row, "only_kinds"),
                row.getBoolean("nearby"),
                row.getString("branch"),
                row.getBoolean("rehearse"),
                row.getTimestamp("made_at").toInstant(),
                row.getString("made_by"),
                Optional.ofNullable(row.getString("forge"))
                        .map(forge -> new Hook.Statuses(Forge.of(forge), texts(row, "repositories"))));
    }

    private static List<String> texts(ResultSet row, String column) {
        try {
            return Arrays.asList((String[]) row.getArray(column).getArray());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public boolean remove(String id) {
        return control.inTransaction(handle -> {
            handle.execute("DELETE FROM hook_forge WHERE hook = ?", id);
            return handle.execute("DELETE FROM hook WHERE id = ?", id) == 1;
        });
    }

    @Override
    public List<Event> news(Hook hook, int most) {
        return hook.statuses().isPresent() ? states(hook, most) : happenings(hook, most);
    }

    /** How the runs do by which releases are tried, and come into production. */
    private List<Event> states(Hook hook, int most) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT 'status-' || r.number || '-' || r.status AS id, r.recipe || '-' || r.status AS kind,
                               coalesce(r.finished_at, r.started_at, r.created_at) AS at, 'run-' || r.number AS subject,
                               r.asked_by AS who, '' AS detail, r.release, r.environment
                          FROM run r JOIN hook h ON h.id = :hook
                         WHERE r.release <> '' AND r.status NOT IN ('queued', 'waiting')
                           AND (r.recipe = 'rehearse' OR r.recipe = 'deploy' AND r.environment = 'production')
                           AND r.created_at > h.made_at AND r.created_at > now() - :news * INTERVAL '1 second'
                           AND NOT EXISTS (SELECT 1 FROM hook_delivery d WHERE d.hook = h.id
                                              AND d.event LIKE 'status-' || r.number || '-' || r.status || '-%')
                         ORDER BY r.number LIMIT :most""")
                .bind("hook", hook.id())
                .bind("news", NEWS.toSeconds())
                .bind("most", most)
                .map((row, context) -> event(row))
                .list());
    }

    private List<Event> happenings(Hook hook, int most) {
        return control.withHandle(handle -> {
            List<Event> events = new ArrayList<>(handle.createQuery("""
                            SELECT 'log-' || e.number AS id, e.verb AS kind, e.made_at AS at, e.subject, e.who, e.detail,
                                   '' AS release, '' AS environment
                              FROM audit_entry e JOIN hook h ON h.id = :hook
                             WHERE e.number > h.since AND (h.only_kinds = '{}' OR e.verb = ANY (h.only_kinds))
                               AND e.made_at > now() - :news * INTERVAL '1 second'
                               AND NOT EXISTS (SELECT 1 FROM hook_delivery d
                                                WHERE d.hook = h.id AND d.event = 'log-' || e.number)
                             ORDER BY e.number LIMIT :most""")
                    .bind("hook", hook.id())
                    .bind("news", NEWS.toSeconds())
                    .bind("most", most)
                    .map((row, context) -> event(row))
                    .list());
            events.addAll(handle.createQuery("""
                            SELECT 'run-' || r.number || '-' || r.status AS id, 'run-' || r.status AS kind,
                                   r.finished_at AS at, 'run-' || r.number AS subject, r.asked_by AS who,
                                   r.recipe AS detail, coalesce(r.release, '') AS release, r.environment
                              FROM run r JOIN hook h ON h.id = :hook
                             WHERE r.finished_at > h.made_at
                               AND (h.only_kinds = '{}' OR 'run-' || r.status = ANY (h.only_kinds)) AND r.finished_at > now() - :news * INTERVAL '1 second'
                               AND NOT EXISTS (SELECT 1 FROM hook_delivery d
                                                WHERE d.hook = h.id AND d.event = 'run-' || r.number || '-' || r.status)
                             ORDER BY r.number LIMIT :most""")
                    .bind("hook", hook.id())
                    .bind("news", NEWS.toSeconds())
                    .bind("most", most)
                    .map((row, context) -> event(row))
                    .list());
            return events;
        });
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString("id"),
                row.getString("kind"),
                row.getTimestamp("at").toInstant(),
                row.getString("subject"),
                row.getString("who"),
                row.getString("detail"),
                row.getString("release"),
                row.getString("environment"));
    }

    @Override
    public void put(String hook, Event event, Message message, Instant now) {
        control.useTransaction(handle -> {
            if (!message.target().isEmpty()) {
                handle.createUpdate("""
                                UPDATE hook_delivery SET gave_up_at = :now, problem = 'overtaken'
                                  FROM hook_answer WHERE delivery = number AND target = :target
                                   AND hook = :hook AND kind = :kind AND event <> :event
                                   AND done_at IS NULL AND gave_up_at IS NULL""")
                        .bind("hook", hook)
                        .bind("kind", event.kind())
                        .bind("target", message.target())
                        .bind("event", event.id())
                        .bind("now", now)
                        .execute();
            }
            handle.createQuery("""
                            INSERT INTO hook_delivery (hook, event, kind, body, written_at, next_try_at)
                            VALUES (:hook, :event, :kind, :body, :now, :now) ON CONFLICT DO NOTHING RETURNING number""")
                    .bind("hook", hook)
                    .bind("event", event.id())
                    .bind("kind", event.kind())
                    .bind("body", message.body())
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()
                    .filter(_ -> !message.target().isEmpty())
                    .ifPresent(number ->
                            handle.execute("INSERT INTO hook_answer VALUES (?, ?, '')", number, message.target()));
        });
    }

    @Override
    public List<Due> due(Instant now, int most) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT *, coalesce(target, '') AS place FROM hook_delivery LEFT JOIN hook_answer ON delivery = number
                         WHERE done_at IS NULL AND gave_up_at IS NULL AND next_try_at <= :now
                         ORDER BY next_try_at, number LIMIT :most""")
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new Due(
                        row.getLong("number"),
                        row.getString("hook"),
                        row.getString("event"),
                        row.getString("kind"),
                        new Message(row.getString("place"), row.getString("body")),
                        row.getInt("tries")))
                .list());
    }

    @Override
    public void told(long number, String answer, Instant now) {
        control.useTransaction(handle -> {
            handle.createUpdate("""
                            UPDATE hook_delivery SET done_at = :now, tried_at = :now, problem = NULL, tries = tries + 1
                             WHERE number = :number""").bind("now", now).bind("number", number).execute();
            handle.createUpdate("""
                            INSERT INTO hook_answer VALUES (:number, '', :answer)
                            ON CONFLICT (delivery) DO UPDATE SET answer = :answer""")
                    .bind("number", number)
                    .bind("answer", answer)
                    .execute();
        });
    }

    @Override
    public List<DeliveryView> deliveries(String hook, int most) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT *, CASE WHEN done_at IS NOT NULL THEN 'told' WHEN gave_up_at IS NOT NULL THEN 'given-up'
                                       ELSE 'waiting' END AS state
                          FROM hook_delivery LEFT JOIN hook_answer ON delivery = number
                         WHERE hook = :hook ORDER BY number DESC LIMIT :most""")
                .bind("hook", hook)
                .bind("most", most)
                .map((row, context) -> new DeliveryView(
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getTimestamp("written_at").toInstant(),
                        row.getInt("tries"),
                        row.getString("state"),
                        Columns.instant(row, "tried_at"),
                        Objects.requireNonNullElse(
                                row.getString("problem") == null ? row.getString("answer") : row.getString("problem"),
                                "")))
                .list());
    }

    @Override
    public boolean again(String hook, long number, Instant now) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE hook_delivery SET done_at = NULL, gave_up_at = NULL, tries = 0, next_try_at = :now
                         WHERE hook = :hook AND number = :number""")
                        .bind("hook", hook)
                        .bind("number", number)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    @Override
    public void forget(Instant told, Instant pushes) {
        control.useHandle(handle -> {
            handle.createUpdate("DELETE FROM hook_delivery WHERE coalesce(done_at, gave_up_at) < :told")
                    .bind("told", told)
                    .execute();
            handle.execute("DELETE FROM hook_answer WHERE delivery NOT IN (SELECT number FROM hook_delivery)");
            handle.createUpdate("DELETE FROM hook_push WHERE done_at < :pushes")
                    .bind("pushes", pushes)
                    .execute();
        });
    }

    @Override
    public void notTold(long number, String problem, Optional<Instant> next, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        UPDATE hook_delivery SET tries = tries + 1, problem = :problem, tried_at = :now,
                               next_try_at = coalesce(:next::timestamptz, next_try_at),
                               gave_up_at = CASE WHEN :next::timestamptz IS NULL THEN :now::timestamptz END
                         WHERE number = :number""")
                .bind("problem", problem)
                .bind("next", next.orElse(null))
                .bind("now", now)
                .bind("number", number)
                .execute());
    }

    @Override
    public boolean received(String hook, Push push) {
        return control.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO hook_push (hook, digest, received_at, repository, branch, commit, pusher)
                        VALUES (:hook, :digest, :at, :repository, :branch, :commit, :by) ON CONFLICT DO NOTHING""")
                        .bind("hook", hook)
                        .bind("digest", push.digest())
                        .bind("at", push.at())
                        .bind("repository", push.repository())
                        .bind("branch", push.branch())
                        .bind("commit", push.commit())
                        .bind("by", push.by())
                        .execute()
                == 1);
    }

    @Override
    public List<Waiting> waiting() {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM hook_push WHERE done_at IS NULL ORDER BY number")
                .map((row, context) -> new Waiting(
                        row.getLong("number"),
                        row.getString("hook"),
                        new Push(
                                row.getString("digest"),
                                row.getTimestamp("received_at").toInstant(),
                                row.getString("repository"),
                                row.getString("branch"),
                                row.getString("commit"),
                                row.getString("pusher"))))
                .list());
    }

    @Override
    public void done(long number, String outcome, Optional<String> problem, Instant now) {
        control.useHandle(handle -> handle.execute(
                "UPDATE hook_push SET done_at = ?, outcome = ?, problem = ? WHERE number = ?",
                Timestamp.from(now),
                outcome,
                problem.orElse(null),
                number));
    }

    @Override
    public Standing standing(String id) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT greatest((SELECT max(done_at) FROM hook_delivery WHERE hook = :id),
                                        (SELECT max(received_at) FROM hook_push WHERE hook = :id)) AS last,
                               (SELECT count(*) FROM hook_delivery
                                 WHERE hook = :id AND done_at IS NULL AND gave_up_at IS NULL)
                               + (SELECT count(*) FROM hook_push WHERE hook = :id AND done_at IS NULL) AS waiting,
                               coalesce((SELECT problem FROM hook_delivery WHERE hook = :id AND tries > 0
                                          ORDER BY tried_at DESC, number DESC LIMIT 1),
                                        (SELECT problem FROM hook_push WHERE hook = :id AND done_at IS NOT NULL
                                          ORDER BY number DESC LIMIT 1)) AS problem""")
                .bind("id", id)
                .map((row, context) ->
                        new Standing(Columns.instant(row, "last"), row.getLong("waiting"), row.getString("problem")))
                .one());
    }
}
