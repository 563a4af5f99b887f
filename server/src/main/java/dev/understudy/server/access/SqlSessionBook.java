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
    public void keepLink(String hash, Instant expires) {
        control.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM sign_in_link WHERE expires_at < now()")
                    .execute();
            handle.createUpdate("INSERT INTO sign_in_link (hash, expires_at) VALUES (:hash, :expires)")
                    .bind("hash", hash)
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
    public void open(String hash, String person, Instant opened, Instant expires) {
        control.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM web_session WHERE expires_at < now()")
                    .execute();
            handle.createUpdate("""
                            INSERT INTO web_session (hash, person, opened_at, expires_at)
                            VALUES (:hash, :person, :opened, :expires)""")
                    .bind("hash", hash)
                    .bind("person", person)
                    .bind("opened", opened)
                    .bind("expires", expires)
                    .execute();
        });
    }

    @Override
    public Optional<Instant> opened(String hash, Instant now) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT opened_at FROM web_session WHERE hash = :hash AND expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .mapTo(Instant.class)
                .findOne());
    }

    @Override
    public void end(String hash) {
        control.useHandle(handle -> handle.createUpdate("DELETE FROM web_session WHERE hash = :hash")
                .bind("hash", hash)
                .execute());
    }
}
