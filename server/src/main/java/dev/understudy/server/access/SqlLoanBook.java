package dev.understudy.server.access;

import dev.understudy.engine.journal.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Lent roles in a control plane. */
public final class SqlLoanBook implements LoanBook {

    private final Jdbi control;

    public SqlLoanBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public void ask(Loan loan) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO role_loan (id, person, role, reason, asked_at)
                        VALUES (:id, :person, :role, :reason, :asked)""")
                .bind("id", loan.id())
                .bind("person", loan.person())
                .bind("role", loan.role().name())
                .bind("reason", loan.reason())
                .bind("asked", loan.askedAt())
                .execute());
    }

    @Override
    public Optional<Loan> loan(String id) {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM role_loan WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<Loan> latest(int most) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT * FROM role_loan ORDER BY asked_at DESC, id LIMIT :most")
                        .bind("most", most)
                        .map((row, context) -> read(row))
                        .list());
    }

    @Override
    public boolean answer(String id, String by, Instant now, Optional<Instant> ends) {
        return control.withHandle(handle -> handle.createUpdate("""
                                UPDATE role_loan SET answered_by = :by, answered_at = :now, ends_at = :ends
                                WHERE id = :id AND answered_by IS NULL""")
                        .bind("id", id)
                        .bind("by", by)
                        .bind("now", now)
                        .bind("ends", ends.orElse(null))
                        .execute()
                == 1);
    }

    @Override
    public boolean end(String id, Instant now) {
        return control.withHandle(
                handle -> handle.createUpdate("UPDATE role_loan SET ends_at = :now WHERE id = :id AND ends_at > :now")
                                .bind("id", id)
                                .bind("now", now)
                                .execute()
                        == 1);
    }

    @Override
    public Set<Role> lent(String person, Instant now) {
        Set<Role> lent = EnumSet.noneOf(Role.class);
        control.useHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT role FROM role_loan WHERE person = :person AND ends_at > :now")
                .bind("person", person)
                .bind("now", now)
                .mapTo(String.class)
                .forEach(role -> lent.add(Role.valueOf(role))));
        return lent;
    }

    private static Loan read(ResultSet row) throws SQLException {
        return new Loan(
                row.getString("id"),
                row.getString("person"),
                Role.valueOf(row.getString("role")),
                row.getString("reason"),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("answered_by"),
                Columns.instant(row, "answered_at"),
                Columns.instant(row, "ends_at"));
    }
}
