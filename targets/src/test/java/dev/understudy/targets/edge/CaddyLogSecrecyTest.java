package dev.understudy.targets.edge;

import static dev.understudy.targets.edge.LiveEdge.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real Caddy writes down of requests, and who may read it. */
@Timeout(120)
class CaddyLogSecrecyTest {

    private static final String KEY = "s3cretK3y";

    @AutoClose
    private final LiveEdge live = new LiveEdge();

    private final CaddyEdge edge = live.edge();

    @Test
    void aKeyInAnAddressIsWrittenNowhere() throws Exception {
        live.slot(Slot.BLUE).createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/web/login?token=" + KEY);
            exchange.sendResponseHeaders(303, -1);
            exchange.close();
        });
        edge.serve(List.of(live.site(Duration.ofSeconds(1))));

        assertThat(live.answer("/failed?access_token=" + KEY).statusCode()).isEqualTo(503);
        // As if somebody had deleted the page for it: Caddy says of itself that it could not be shown.
        new LocalHost("local", CommandLog.NONE).delete(live.home().resolve("edge/pages"));
        assertThat(live.answer("/failed-twice?access_token=" + KEY).statusCode())
                .isEqualTo(502);
        edge.open(ENVIRONMENT, Slot.BLUE);
        assertThat(live.answer("/elsewhere?token=" + KEY).statusCode()).isEqualTo(303);
        HttpRequest picture = HttpRequest.newBuilder(live.uri("/picture"))
                .header("Referer", "https://erp.acme.example/web/reset_password?token=" + KEY)
                .build();
        assertThat(live.send(picture).statusCode()).isEqualTo(200);
        edge.stop();

        assertThat(filesWith(KEY)).isEmpty();
        assertThat(filesWith("/failed?")).containsExactly("production.access.log");
        assertThat(filesWith("/failed-twice?")).containsExactly("edge.log", "production.access.log");
    }

    @Test
    void nobodyElseOnTheMachineReadsIt() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(1))));

        assertThat(othersMay(live.home().resolve("edge/logs"))).isEmpty();
        assertThat(othersMay(live.home().resolve("edge/edge.out"))).isEmpty();
    }

    /** The names of the files of the edge in which a text stands. */
    private List<String> filesWith(String text) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.walk(live.home().resolve("edge"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        return names.stream().sorted().toList();
    }

    private static List<PosixFilePermission> othersMay(Path file) throws IOException {
        Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
        return Stream.of(
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE,
                        PosixFilePermission.OTHERS_EXECUTE)
                .filter(may::contains)
                .toList();
    }
}
