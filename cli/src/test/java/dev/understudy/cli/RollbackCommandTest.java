package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.access.Token;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeDesk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollback} against the real API: to production, ada has written; to staging, nobody. */
@Timeout(60)
final class RollbackCommandTest {

    private final InputStream keyboard = System.in;

    @TempDir
    Path home;

    private FakeDesk desk;
    private Api api;

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void start() {
        desk = new FakeDesk(home.resolve("odoo.log"));
        api = Api.start(0, Token.of(home.resolve("token")), () -> desk, home.resolve("service.log"), () -> {});
    }

    @AfterEach
    void stop() {
        System.setIn(keyboard);
        api.close();
    }

    @Test
    void aDryRunShowsWhatWouldBeLost() {
        Result result = run(false, "", "rollback", "production", "--dry-run");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("rollback production", "3 rows", "2 of them by people", "sale_order", "ada 2", "(Odoo)")
                .contains("bus_bus 9", "deleted", "1 tables");
        assertThat(desk.actions()).isEmpty();
    }

    @Test
    void jsonHasItAll() {
        Result result = run(false, "", "rollback", "production", "--dry-run", "--json");

        assertThat(result.out())
                .contains("\"people\" : 2", "\"discard\" : true", "\"login\" : \"ada\"", "sale_order_tag_rel");
    }

    @Test
    void withoutATerminalItIsRefused() {
        Result result = run(false, "", "rollback", "production", "--no-wait");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("[rollback.would-lose]", "--discard");
        assertThat(desk.actions()).isEmpty();
    }

    @Test
    void whatMayBeLostIsSaid() {
        assertThat(run(false, "", "rollback", "production", "--discard", "--no-export", "--no-wait")
                        .code())
                .isZero();

        assertThat(desk.actions())
                .singleElement()
                .extracting(Action::arguments)
                .isEqualTo(Map.of("discard", "true", "export", "false"));
    }

    @Test
    void nothingToLoseIsNotAskedFor() {
        assertThat(run(false, "", "rollback", "staging", "--no-wait").code()).isZero();
        Result onTerminal = run(true, "", "rollback", "staging", "--no-wait");

        assertThat(onTerminal.code()).isZero();
        assertThat(onTerminal.out()).contains("Nobody has written anything").doesNotContain("Type its name");
        assertThat(desk.actions()).hasSize(2);
    }

    @Test
    void onATerminalItShowsAndAsks() {
        Result refused = run(true, "yes\n", "rollback", "production", "--no-wait");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).contains("sale_order", "ada 2", "Type its name");
        assertThat(refused.err()).contains("[cli.not-given-up]", "--discard");
        assertThat(desk.actions()).isEmpty();

        assertThat(run(true, "production\n", "rollback", "production", "--to", "run-7", "--no-wait")
                        .code())
                .isZero();
        assertThat(desk.actions())
                .singleElement()
                .extracting(Action::arguments)
                .isEqualTo(Map.of("to", "run-7", "discard", "true", "export", "true"));
    }

    private Result run(boolean terminal, String typed, String... arguments) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                Map.of(
                        "UNDERSTUDY_HOME",
                        home.toString(),
                        "UNDERSTUDY_PORT",
                        Integer.toString(api.port()),
                        "LANG",
                        "C",
                        "NO_COLOR",
                        "1"),
                home,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        int code = new Shell(session).run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
