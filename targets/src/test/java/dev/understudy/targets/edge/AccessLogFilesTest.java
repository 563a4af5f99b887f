package dev.understudy.targets.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On lines as Caddy 2.6.2 wrote them. */
class AccessLogFilesTest {

    private static final String ANSWERED = """
            {"level":"info","ts":1795263547.904988,"logger":"http.log.access.log0","msg":"handled request",\
            "request":{"remote_ip":"127.0.0.1","remote_port":"41140","proto":"HTTP/1.1","method":"GET",\
            "host":"127.0.0.1:18999","uri":"/web/login?redirect=%2Fodoo","headers":{"User-Agent":["curl/7.88.1"],\
            "Cookie":[],"Accept":["*/*"]}},"user_id":"","duration":0.125817878,"size":7,"status":200,\
            "resp_headers":{"Server":["Caddy","Werkzeug/2.2.2 Python/3.11.2"],"Content-Length":["7"]}}
            """;
    private static final String HELD = """
            {"level":"info","ts":1795263617.6145263,"logger":"http.log.access.log0","msg":"handled request",\
            "request":{"remote_ip":"127.0.0.1","remote_port":"44258","proto":"HTTP/1.1","method":"POST",\
            "host":"127.0.0.1:18999","uri":"/held","headers":{"Content-Length":["3"]}},"user_id":"",\
            "duration":1.502333172,"size":35,"status":200,"resp_headers":{"Server":["Caddy","Caddy"],\
            "X-Understudy-Held":["1502.026777"],"Content-Length":["35"]}}
            """;
    private static final String WENT_AWAY = """
            {"level":"info","ts":1795263650.475221,"logger":"http.log.access.log0","msg":"handled request",\
            "request":{"remote_ip":"127.0.0.1","remote_port":"41162","proto":"HTTP/1.1","method":"GET",\
            "host":"127.0.0.1:18999","uri":"/gone","headers":{"User-Agent":["curl/7.88.1"],"Accept":["*/*"]}},\
            "user_id":"","duration":0.982169377,"size":0,"status":0,"resp_headers":{"Server":["Caddy"]}}
            """;
    private static final long FIRST = 1795263547L;

    @TempDir
    Path logs;

    private final List<AccessEntry> told = new ArrayList<>();
    private final List<AccessLog> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(AccessLog::close);
    }

    @Test
    void tellsWhatWasAskedAndHowItWasAnswered() throws Exception {
        write("production.access.log", ANSWERED + HELD + WENT_AWAY);

        since(0).read(told::add);

        assertThat(told).extracting(AccessEntry::path).containsExactly("/web/login", "/held", "/gone");
        assertThat(told).extracting(AccessEntry::status).containsExactly(200, 200, 0);
        assertThat(told).extracting(AccessEntry::held).containsExactly(false, true, false);
        assertThat(told.getFirst().took().toMillis()).isEqualTo(125);
        assertThat(Duration.between(
                                Instant.parse("2026-11-21T12:19:07.779Z"),
                                told.getFirst().began())
                        .toMillis())
                .isZero();
    }

    @Test
    void followsAndTellsEachAnswerOnceAndWhole() throws Exception {
        AccessLog log = since(0);
        log.read(told::add);
        assertThat(told).as("no file yet").isEmpty();

        write("production.access.log", ANSWERED + HELD.substring(0, 200));
        log.read(told::add);
        assertThat(told).hasSize(1);
        write("production.access.log", HELD.substring(200));
        log.read(told::add);
        log.read(told::add);

        assertThat(told).extracting(AccessEntry::path).containsExactly("/web/login", "/held");
    }

    @Test
    void followsARotationWithoutLosingAnswers() throws Exception {
        write("production.access.log", line(0, "/a"));
        AccessLog log = since(0);
        log.read(told::add);

        write("production.access.log", line(1, "/b"));
        rotate("production.access-2026-11-21T12-30-00.000.log");
        log.read(told::add);
        write("production.access.log", line(2, "/c"));
        log.read(told::add);

        assertThat(told).extracting(AccessEntry::path).containsExactly("/a", "/b", "/c");
    }

    @Test
    void readsWhatWasRotatedAwayPackedOrNotYet() throws Exception {
        pack("production.access-2026-11-21T10-00-00.000.log.gz", line(-9000, "/long-ago"));
        pack("production.access-2026-11-21T12-10-00.000.log.gz", line(-4000, "/before") + line(-600, "/packed"));
        write("production.access-2026-11-21T12-15-00.000.log", line(-300, "/unpacked"));
        Files.write(logs.resolve("production.access-2026-11-21T12-15-00.000.log.gz"), new byte[] {31, -117, 8});
        write("production.access-of-somebody.log", line(-200, "/another"));
        write("staging.access.log", line(-100, "/staging"));
        write("production.access.log", line(0, "/present"));

        since(-3600).read(told::add);

        assertThat(told).extracting(AccessEntry::path).containsExactly("/packed", "/unpacked", "/present");
    }

    @Test
    void beginsAtTheTimeWithoutReadingAllBefore() throws Exception {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 20_000).forEach(second -> text.append(line(second, "/" + second)));
        write("production.access.log", text.toString());

        since(19_990).read(told::add);

        assertThat(told).hasSize(10);
        assertThat(told.getFirst().path()).isEqualTo("/19990");
    }

    @Test
    void passesOverWhatIsNoAnswer() throws Exception {
        write("production.access.log", "\n{\"level\":\"error\"}\n{\"ts\":1,\nnot json\n[]\n" + ANSWERED);
        pack("production.access-2026-11-21T12-10-00.000.log.gz", line(-600, "/cut-off"));
        Path packed = logs.resolve("production.access-2026-11-21T12-10-00.000.log.gz");
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));

        since(-3600).read(told::add);

        assertThat(told).extracting(AccessEntry::path).containsExactly("/web/login");
    }

    private AccessLog since(long second) {
        AccessLog log = new AccessLogFiles(logs, "production", Instant.ofEpochSecond(FIRST + second));
        open.add(log);
        return log;
    }

    private static String line(long second, String path) {
        return ANSWERED.replace("1795263547.904988", (FIRST + second) + ".5")
                .replace("/web/login?redirect", path + "?r");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(logs.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate(String to) throws IOException {
        Files.move(logs.resolve("production.access.log"), logs.resolve(to));
    }

    private void pack(String file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(logs.resolve(file)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
