package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * How long users wait does not depend on how large their database is. It holds as many megabytes more as
 * {@code understudy.it.megabytes} says, 4096 without.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(5400)
class LargeTakeOverIT {

    private static final int MEGABYTES = Integer.getInteger("understudy.it.megabytes", 4096);
    private static final int ROWS_OF_A_MEGABYTE = 512;

    private final PlainOdoo old = new PlainOdoo("19.0");
    private final LiveService service = LiveService.inNewHome();
    private final Path repository = service.repositories().resolve("sales");

    @BeforeAll
    void tenYearsOfMails() throws IOException {
        old.install("contacts");
        old.sql(
                PlainOdoo.DATABASE,
                "CREATE TABLE acme_mails (id serial PRIMARY KEY, body text);"
                        + " ALTER TABLE acme_mails OWNER TO odoo; ALTER TABLE acme_mails ALTER body SET STORAGE PLAIN");
        for (int left = MEGABYTES; left > 0; left -= 256) {
            old.sql(
                    PlainOdoo.DATABASE,
                    "INSERT INTO acme_mails (body) SELECT repeat(md5(random()::text), 61) FROM generate_series(1, "
                            + Math.min(left, 256) * ROWS_OF_A_MEGABYTE + ")");
        }
        old.letReplicate();
        old.serve();
        Sources.create(repository, "Greet", checkout -> TakeOverIT.hello(checkout, "Hello"));
        service.project(TakeOverIT.text(old, repository, service, old.stopCommand()));
        service.start();
    }

    @AfterAll
    void leaveNothing() {
        service.close();
        old.close();
    }

    @Test
    void usersWaitNoLonger() {
        System.err.println("size: "
                + old.sql("postgres", "SELECT pg_size_pretty(pg_database_size('" + PlainOdoo.DATABASE + "'))"));
        RunView followed = succeeded("follow");
        System.err.println(service.api().told(followed));
        assertThat(Api.detail(followed, "bring-data")).startsWith("replicated");
        try (Clerks clerks = Clerks.at(URI.create(
                "http://127.0.0.1:" + SampleProduction.http(service.api().environment(PRODUCTION))))) {
            clerks.begin();
            RunView taken = succeeded("take-over");
            clerks.end();
            System.err.println(service.api().told(taken));
            System.err.println(clerks);
            assertThat(clerks.failures()).isEmpty();
            assertThat(service.database(PRODUCTION).rows(Clerks.COUNT).getFirst())
                    .containsExactly(Integer.toString(clerks.written()));
        }
    }

    private RunView succeeded(String command) {
        Cli.Ended ended = Cli.run(service.home(), command);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended.run();
    }
}
