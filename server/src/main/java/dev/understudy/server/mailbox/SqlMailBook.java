package dev.understudy.server.mailbox;

import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.view.MailView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The mails that were caught, in a control plane. */
public final class SqlMailBook implements MailBook {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Jdbi control;
    private final Room room;

    /**
     * What mails may take.
     *
     * @param mails how many of an environment
     * @param bytes those of an environment together
     * @param all those of all environments together
     */
    record Room(int mails, long bytes, long all) {

        static final Room USUAL = new Room(500, 100L << 20, 500L << 20);
    }

    public SqlMailBook(Jdbi control) {
        this(control, Room.USUAL);
    }

    SqlMailBook(Jdbi control, Room room) {
        this.control = control;
        this.room = room;
    }

    @Override
    public void keep(String environment, Instant at, CaughtMail mail) {
        MailContent content = MailContent.beginning(mail.content());
        control.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO caught_mail
                                   (environment, at, sender, recipients, subject, beginning, files, bytes, content)
                            VALUES (:environment, :at, :sender, :recipients, :subject, :beginning, :files, :bytes, :content)""")
                    .bind("environment", environment)
                    .bind("at", at)
                    .bind("sender", MailContent.text(content.from().isEmpty() ? mail.from() : content.from()))
                    .bind("recipients", MailContent.text(String.join(", ", mail.to())))
                    .bind("subject", content.subject())
                    .bind("beginning", content.beginning())
                    .bind("files", content.files().size())
                    .bind("bytes", mail.bytes())
                    .bind("content", mail.content().bytes())
                    .execute();
            prune(handle, at.minus(KEPT));
        });
    }

    private void prune(Handle handle, Instant oldest) {
        handle.createUpdate("""
                        DELETE FROM caught_mail USING (
                               SELECT id, row_number() OVER latest AS place,
                                      sum(octet_length(content)) OVER latest AS taken,
                                      sum(octet_length(content)) OVER (ORDER BY id DESC) AS taken_by_all
                                 FROM caught_mail WINDOW latest AS (PARTITION BY environment ORDER BY id DESC)) ranked
                         WHERE caught_mail.id = ranked.id AND (at < :oldest
                               OR (place > 1 AND (place > :mails OR taken > :bytes OR taken_by_all > :all)))""")
                .bind("all", room.all())
                .bind("mails", room.mails())
                .bind("bytes", room.bytes())
                .bind("oldest", oldest)
                .execute();
    }

    @Override
    public List<MailView> list(String environment, String search) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT id, at, left(sender, 300) AS sender, left(recipients, 300) AS recipients, subject, files, bytes FROM caught_mail
                         WHERE environment = :environment
                           AND (:search = '' OR position(
                                lower(:search) IN lower(concat_ws(E'\\n', sender, recipients, subject, beginning))) > 0)
                         ORDER BY id DESC""")
                .bind("environment", environment)
                .bind("search", MailContent.text(search))
                .map((row, context) -> view(row))
                .list());
    }

    @Override
    public Optional<Kept> find(String environment, long id) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM caught_mail WHERE environment = :environment AND id = :id")
                .bind("environment", environment)
                .bind("id", id)
                .map((row, context) -> new Kept(view(row), new Content(row.getBytes("content"))))
                .findOne());
    }

    @Override
    public boolean delete(String environment, long id) {
        return control.withHandle(handle -> handle.createUpdate(
                                "DELETE FROM caught_mail WHERE environment = :environment AND id = :id")
                        .bind("environment", environment)
                        .bind("id", id)
                        .execute())
                > 0;
    }

    @Override
    public int clear(String environment) {
        return control.withHandle(
                handle -> handle.execute("DELETE FROM caught_mail WHERE environment = ?", environment));
    }

    @Override
    public void forgetOthers(Collection<String> present) {
        control.useHandle(handle -> handle.createUpdate("DELETE FROM caught_mail WHERE environment <> ALL (:present)")
                .bindArray("present", String.class, List.copyOf(present))
                .execute());
    }

    @Override
    public void forgetOld(Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        DELETE FROM caught_mail WHERE at < :oldest OR EXISTS (
                               SELECT FROM evidence JOIN run ON run.number = evidence.run
                                WHERE run.environment = caught_mail.environment AND run.status = 'succeeded'
                                  AND run.finished_at > caught_mail.at
                                  AND evidence.name = :masked AND evidence.step = 'mask')""")
                .bind("oldest", now.minus(KEPT))
                .bind("masked", MaskReport.NAME)
                .execute());
    }

    private static MailView view(ResultSet row) throws SQLException {
        return new MailView(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("sender"),
                row.getString("recipients"),
                row.getString("subject"),
                CaughtMails.STATE,
                "",
                row.getLong("bytes"),
                row.getInt("files"));
    }
}
