package dev.understudy.server;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.process.Practice;
import dev.understudy.server.access.Accounts;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.OpenIdSignIn;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.access.SecretBox;
import dev.understudy.server.access.Shares;
import dev.understudy.server.access.SqlAccountBook;
import dev.understudy.server.access.SqlLoanBook;
import dev.understudy.server.access.SqlSessionBook;
import dev.understudy.server.access.SqlShareBook;
import dev.understudy.server.access.SqlTokenBook;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Puts together what lets people and programs in by a project. */
final class AccessParts {

    private AccessParts() {}

    /** Seals the secrets of a project. */
    static SecretBox box(ProjectHome home) {
        return SecretBox.of(home.secrets().resolve("access-key"));
    }

    static ProjectAccess of(ProjectHome home, Supplier<Project> project, ControlDatabase database, Practice practice) {
        SecretBox box = box(home);
        return new ProjectAccess(
                () -> project.get().access(),
                new SqlSessionBook(database.jdbi()),
                new Accounts(
                        new SqlAccountBook(database.jdbi()),
                        box,
                        practice.books().log()::note,
                        InstantSource.system()),
                new SqlTokenBook(database.jdbi()),
                new Shares.Shelf(
                        new SqlShareBook(database.jdbi()), practice.books().log()::note),
                new Loans(new SqlLoanBook(database.jdbi()), practice.books().log()::note, InstantSource.system()),
                new OpenIdSignIn(() -> project.get().access().openId(), box, InstantSource.system(), System.getenv()));
    }
}
