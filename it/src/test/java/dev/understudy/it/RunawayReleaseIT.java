package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases that run away in their rehearsal, on a real Odoo 19: production answers everybody meanwhile. */
@ExtendWith(SharedProduction.class)
@Timeout(1200)
class RunawayReleaseIT {

    private final SampleProduction sample;
    private final Api api;

    RunawayReleaseIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @Test
    void forksWithoutEnd() {
        endsByItself("forks", """
                import os, time
                for begun in range(100000):
                    if os.fork() == 0:
                        while True:
                            time.sleep(1)
                """);
    }

    @Test
    @Tag("long")
    void takesAllMemory() {
        endsByItself("memory", """
                taken = []
                while True:
                    taken.append(bytearray(64 << 20))
                """);
    }

    @Test
    @Tag("long")
    void writesOneFileWithoutEnd() {
        endsByItself("file", """
                from odoo.tools import config
                with open(config["data_dir"] + "/endless", "wb") as endless:
                    while True:
                        endless.write(bytes(16 << 20))
                """);
    }

    @Test
    @Tag("long")
    void fillsTheDiskByAStatement() {
        endsByItself("statement", """
                import psycopg2
                from odoo.sql_db import connection_info_for
                from odoo.tools import config

                name = config["db_name"]
                database, info = connection_info_for(name[0] if isinstance(name, list) else name)
                with psycopg2.connect(**info) as connection, connection.cursor() as cursor:
                    cursor.execute("CREATE TABLE endless AS SELECT repeat(md5(i::text), 50) FROM generate_series(1, 1e12) i")
                """);
    }

    @Test
    @Tag("long")
    void loopsWithoutEndUntilItIsCancelled() {
        Traffic before = Traffic.of(sample, Duration.ofSeconds(10));
        ReleaseView release = release("loop", "while True:\n    pass\n");
        try (Traffic meanwhile = new Traffic(sample)) {
            RunView run = api.post("/releases/" + release.id() + "/rehearse", Map.of())
                    .as(RunView.class);
            api.reaches(run.id(), "update-modules");
            pause(Duration.ofSeconds(20));
            assertThat(api.post("/runs/" + run.id() + "/cancel", Map.of()).status())
                    .isLessThan(300);
            RunView ended = api.follow(run.id());
            assertThat(ended.status()).as(api.told(ended)).isNotEqualTo("succeeded");
            tell("loop", before, meanwhile);
        }
        unharmed();
    }

    private void endsByItself(String name, String program) {
        Traffic before = Traffic.of(sample, Duration.ofSeconds(10));
        ReleaseView release = release(name, program);
        try (Traffic meanwhile = new Traffic(sample)) {
            RunView rehearsed = api.rehearse(release.id());
            assertThat(rehearsed.status()).as(api.told(rehearsed)).isIn("failed", "undone");
            assertThat(requireNonNull(rehearsed.error()).code()).isNotEmpty();
            System.err.println(name + " ended with " + rehearsed.error().code());
            tell(name, before, meanwhile);
        }
        unharmed();
    }

    /** A release whose module runs a program when it is imported, wherever that is. */
    private ReleaseView release(String name, String program) {
        return api.release(sample.commitOn("sales", "Run away: " + name, checkout -> {
            HostileRelease.migrate(checkout, "pre", "def migrate(cr, version):\n    pass\n");
            Path init = checkout.resolve("acme_sale_priority/__init__.py");
            Files.writeString(init, Files.readString(init) + "\n" + program);
        }));
    }

    private void unharmed() {
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(api.get("/environments/rehearsal").status()).isEqualTo(404);
    }

    private static void tell(String name, Traffic before, Traffic meanwhile) {
        meanwhile.end();
        assertThat(meanwhile.failed()).as("requests to production that failed").isEmpty();
        assertThat(meanwhile.answered()).isPositive();
        System.err.println(name + ": production's median was " + before.median() + " ms before, " + meanwhile.median()
                + " ms meanwhile (" + meanwhile.answered() + " answers)");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    /** Somebody who asks production for its login page, five times a second. */
    private static final class Traffic implements AutoCloseable {

        private static final Duration PAUSE = Duration.ofMillis(200);

        private final HttpClient http = HttpClient.newHttpClient();
        private final URI page;
        private final List<Long> millis = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private final Thread thread;
        private volatile boolean ending;

        Traffic(SampleProduction sample) {
            page = URI.create("http://127.0.0.1:" + SampleProduction.http(sample.production()) + "/web/login");
            thread = Thread.ofPlatform().start(this::ask);
        }

        static Traffic of(SampleProduction sample, Duration time) {
            Traffic traffic = new Traffic(sample);
            pause(time);
            traffic.end();
            return traffic;
        }

        private void ask() {
            while (!ending) {
                long began = System.nanoTime();
                try {
                    int status = http.send(
                                    HttpRequest.newBuilder(page)
                                            .timeout(Duration.ofMinutes(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    millis.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
                    if (status != 200) {
                        failed.add("HTTP " + status);
                    }
                } catch (IOException away) {
                    failed.add(away.toString());
                } catch (InterruptedException wish) {
                    return;
                }
                pause(PAUSE);
            }
        }

        void end() {
            ending = true;
            try {
                thread.join();
            } catch (InterruptedException wish) {
                Thread.currentThread().interrupt();
            }
        }

        List<String> failed() {
            return failed;
        }

        int answered() {
            return millis.size();
        }

        long median() {
            return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
        }

        @Override
        public void close() {
            end();
            http.close();
        }
    }
}
