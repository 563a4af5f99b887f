package dev.understudy.server.access;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Links and sessions in a control plane. What has expired is forgotten when something new is noted. */
public final class SqlSessionBook implements SessionBook {

    private final Jdbi control;

    public SqlSessionBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public void keepLink(String hash, String person, Instant expires) {
        control.useTransaction(handle -> {
            handle.createUpdate(
                            "DELETE FROM sign_in_link WHERE expires_at < now() OR person <> '' AND person = :person")
                    .bind("person", person)
                    .execute();
            handle.createUpdate("INSERT INTO sign_in_link (hash, person, expires_at) VALUES (:hash, :person, :expires)")
                    .bind("hash", hash)
                    .bind("person", person)
                    .bind("expires", expires)
                    .execute();
        });
    }

    @Override
    public boolean spendLink(String hash, Instant now) {
        return control.withHandle(
                handle -> handle.createUpdate("DELETE FROM sign_in_link WHERE hash = :hash AND expires_at > :now")
                                .bind("hash", hash)
                                .bind("now", now)
                                .execute()
                        == 1);
    }

    @Override
    public void open(String hash, String person, Instant opened, Instant expires, boolean strong) {
        control.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM web_session WHERE expires_at < now()")
                    .execute();
            handle.createUpdate("""
                            INSERT INTO web_session (hash, person, opened_at, expires_at, proved_at, strong)
                            VALUES (:hash, :person, :opened, :expires, :opened, :strong)""")
                    .bind("hash", hash)
                    .bind("person", person)
                    .bind("opened", opened)
                    .bind("expires", expires)
                    .bind("strong", strong)
                    .execute();
        });
    }

    @Override
    public Optional<Kept> session(String hash, Instant now) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT opened_at, proved_at, strong FROM web_session WHERE hash = :hash AND expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, context) -> new Kept(
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("proved_at").toInstant(),
                        row.getBoolean("strong")))
                .findOne());
    }

    @Override
    public void prove(String hash, Instant now) {
        control.useHandle(handle -> handle.createUpdate("UPDATE web_session SET proved_at = :now WHERE hash = :hash")
                .bind("hash", hash)
                .bind("now", now)
                .execute());
    }

    @Override
    public void end(String hash) {
        control.useHandle(handle -> handle.createUpdate("DELETE FROM web_session WHERE hash = :hash")
                .bind("hash", hash)
                .execute());
    }

    @Override
    public void endAll(String person) {
        control.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM web_session WHERE person = :person")
                    .bind("person", person)
                    .execute();
            handle.createUpdate("DELETE FROM sign_in_link WHERE person = :person")
                    .bind("person", person)
                    .execute();
        });
    }
}
