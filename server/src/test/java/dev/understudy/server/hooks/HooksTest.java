package dev.understudy.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.HookView;
import dev.understudy.server.hooks.Hooks.Wish;
import dev.understudy.server.hooks.PushWork.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others are told and what git servers tell, on a real PostgreSQL and a real listener. */
@Timeout(300)
final class HooksTest extends HookStage {

    private static final String COMMIT = "c0ffee".repeat(6) + "c0ff";
    private static final String SALES = "https://git.example/acme/sales.git";

    private final List<Map<String, String>> heard = new CopyOnWriteArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private volatile int status = 204;

    @Override
    Hooks.About about() {
        return new Hooks.About("acme", Map.of(SALES, "sales", "git@git.example:acme/stock.git", "stock"));
    }

    @Override
    void noted(String entry) {
        notes.add(entry);
    }

    @Override
    void hear(HttpExchange exchange) throws IOException {
        Map<String, String> message = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> message.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        message.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        heard.add(message);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private HookView telling(boolean nearby, String... only) {
        return hooks.add(new Wish("chat", address("/hook"), List.of(only), nearby, "", false, "operator"));
    }

    private void happens(long number, String verb) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO audit_entry VALUES (?, now(), ?, 'r12', 'ana', 'approval', '')", number, verb));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo(code));
    }

    @Test
    void whatHappensIsToldOnceInOrderAndSigned() {
        happens(1, "approved");
        HookView hook = telling(true);
        happens(2, "rejected");
        database.jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO run (recipe, environment, reads, release, arguments, asked_by, status, created_at, finished_at)
                VALUES ('deploy', 'production', '{}', 'r12', '{}', 'bo', 'succeeded', now(), now() + INTERVAL '1 second')"""));

        hooks.look();
        hooks.look();

        assertThat(heard)
                .extracting(message -> message.get("understudy-event"))
                .containsExactly("rejected", "run-succeeded");
        Map<String, String> first = heard.getFirst();
        assertThat(first.get("body")).contains("\"project\":\"acme\"", "\"subject\":\"r12\"", "\"who\":\"ana\"");
        byte[] signed = (first.get("understudy-time") + "." + first.get("body")).getBytes(StandardCharsets.UTF_8);
        assertThat(first.get("understudy-signature"))
                .isEqualTo("sha256=" + Signature.of(Objects.requireNonNull(hook.secret()), signed));
        assertThat(hooks.all().getFirst().secret()).as("shown once").isNull();
        assertThat(book.all().getFirst().sealed()).doesNotContain(Objects.requireNonNull(hook.secret()));
    }

    @Test
    void whatIsNotTakenIsToldAgainLaterAndGivenUpInTheEnd() {
        telling(true, "approved");
        happens(1, "approved");
        happens(2, "planned");
        status = 503;
        hooks.look();
        hooks.look();
        assertThat(heard).hasSize(1);
        assertThat(hooks.all().getFirst().problem()).isEqualTo("HTTP 503");

        now = now.plusSeconds(11);
        hooks.look();
        assertThat(heard).hasSize(2);
        for (int i = 0; i < 10; i++) {
            now = now.plus(Duration.ofHours(13));
            hooks.look();
        }
        assertThat(heard).as("and no more").hasSize(8);
        assertThat(hooks.all().getFirst().waiting()).isZero();
    }

    @Test
    void nothingIsToldToThisMachineOrAPrivateNetworkUnlessThatIsMeant() {
        refused("server.hook-address", () -> telling(false));
        refused(
                "server.hook-address",
                () -> hooks.add(new Wish("x", "file:///etc/passwd", List.of(), true, "", false, "op")));
        refused(
                "server.hook-address",
                () -> hooks.add(new Wish("x", "https://a:b@acme.example/", List.of(), false, "", false, "op")));
        for (String host :
                List.of("127.0.0.1", "10.0.0.1", "192.168.1.1", "100.64.0.1", "[::1]", "[fd00::1]", "localhost")) {
            HookView hook = hooks.add(new Wish(host, "https://" + host + "/", List.of(), false, "", false, "op"));
            assertThat(hooks.test(hook.id(), "op").problem()).as(host).contains("server.hook-nearby");
        }
        HookView metadata = hooks.add(new Wish("m", "http://169.254.169.254/", List.of(), true, "", false, "op"));
        assertThat(hooks.test(metadata.id(), "op").problem()).contains("server.hook-nearby");
    }

    @Test
    void whereItIsLedElsewhereItDoesNotFollow() {
        HookView hook = telling(true);
        status = 302;
        assertThat(hooks.test(hook.id(), "op").problem()).isEqualTo("HTTP 302");
        status = 200;
        assertThat(hooks.test(hook.id(), "op").problem()).isNull();
        hooks.remove(hook.id(), "op");
        refused("server.hook-not-found", () -> hooks.test(hook.id(), "op"));
    }

    @Test
    void whatWasToldIsSeenWithItsAnswerSentAgainAndForgottenAfterAMonth() {
        HookView hook = telling(true, "approved");
        happens(1, "approved");
        status = 503;
        hooks.look();
        assertThat(hooks.deliveries(hook.id())).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo("waiting");
            assertThat(delivery.answer()).isEqualTo("HTTP 503");
        });
        status = 204;
        long number = hooks.deliveries(hook.id()).getFirst().number();
        hooks.again(hook.id(), number, "operator");
        assertThat(heard).hasSize(2);
        assertThat(hooks.deliveries(hook.id())).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo("told");
            assertThat(delivery.answer()).isEqualTo("HTTP 204");
        });
        hooks.again(hook.id(), number, "operator");
        assertThat(heard).as("what arrived, too").hasSize(3);
        refused("server.hook-not-found", () -> hooks.again(hook.id(), number + 1, "operator"));

        now = now.plus(Duration.ofDays(29));
        hooks.prune();
        assertThat(hooks.deliveries(hook.id())).hasSize(1);
        now = now.plus(Duration.ofDays(2));
        hooks.prune();
        assertThat(hooks.deliveries(hook.id())).isEmpty();
    }

    private HookView git(String branch, boolean rehearse) {
        return hooks.add(new Wish("git", "", List.of(), false, branch, rehearse, "operator"));
    }

    private void look(boolean broken) {
        PushWork.Work work = new PushWork.Work() {
            @Override
            public Made release(String repository, String commit, String by) {
                if (broken) {
                    throw Fault.failed("git.unreachable", repository, "x", "y").exception();
                }
                done.add("release of " + repository + " " + commit.substring(0, 6) + " by " + by);
                return new Made("r13", false);
            }

            @Override
            public void rehearse(String release, String by) {
                done.add("rehearse " + release);
            }
        };
        new PushWork(
                        book,
                        work,
                        (at, verb, subject, who, detail) -> notes.add(verb + " " + subject + ": " + detail),
                        this)
                .look();
    }

    private static byte[] push(String address, String branch, String more) {
        return """
                {"ref": "refs/heads/%s", "after": "%s", "repository": {"clone_url": "%s"}, "pusher": {"name": "dev"}%s}""".formatted(branch, COMMIT, address, more).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> gitHub(String secret, byte[] sent) {
        return Map.of("x-github-event", "push", "x-hub-signature-256", "sha256=" + Signature.of(secret, sent));
    }

    @Test
    void aPushMakesAReleaseAndIsTakenOnce() {
        HookView hook = git("main", true);
        String secret = Objects.requireNonNull(hook.secret());
        byte[] sent = push(SALES, "main", "");

        assertThat(hooks.receive(hook.id(), gitHub(secret, sent), sent)).isTrue();
        refused("server.hook-replayed", () -> hooks.receive(hook.id(), gitHub(secret, sent), sent));
        look(true);
        assertThat(done).as("git may answer later").isEmpty();
        look(false);
        look(false);
        assertThat(hooks.all().getFirst().problem()).isNull();
        assertThat(hooks.all().getFirst().waiting()).isZero();

        assertThat(done).containsExactly("release of sales c0ffee by hook git", "rehearse r13");
        assertThat(notes).contains("pushed r13: sales main c0ffeec0 by dev: made");
    }

    @Test
    void eachServerIsKnownByWhatItShows() {
        HookView hook = git("", false);
        String secret = Objects.requireNonNull(hook.secret());
        byte[] gitea = push("ssh://git@git.example:2222/acme/stock.git", "feature", "");
        byte[] gitLab = ("{\"ref\": \"refs/heads/main\", \"after\": \"" + COMMIT
                        + "\", \"user_username\": \"dev\", \"project\": {\"git_ssh_url\": \"git@git.example:acme/sales.git\"}}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(hooks.receive(
                        hook.id(),
                        Map.of("x-gitea-event", "push", "x-gitea-signature", Signature.of(secret, gitea)),
                        gitea))
                .isTrue();
        assertThat(hooks.receive(hook.id(), Map.of("x-gitlab-event", "Push Hook", "x-gitlab-token", secret), gitLab))
                .isTrue();
        look(false);

        assertThat(done).as("no branch makes a release").isEmpty();
        assertThat(notes)
                .contains(
                        "pushed stock: stock feature c0ffeec0 by dev: pushed to feature",
                        "pushed sales: sales main c0ffeec0 by dev: pushed to main");
    }

    @Test
    void whoeverHasNotTheSecretIsToldNothingAndDoesNothing() {
        HookView hook = git("main", false);
        HookView out = telling(true);
        String secret = Objects.requireNonNull(hook.secret());
        byte[] sent = push(SALES, "main", "");
        byte[] other = push(SALES, "main", ", \"x\": 1");

        refused("server.hook-unsigned", () -> hooks.receive(hook.id(), Map.of("x-github-event", "push"), sent));
        refused("server.hook-unsigned", () -> hooks.receive(hook.id(), gitHub("guess", sent), sent));
        refused("server.hook-unsigned", () -> hooks.receive(hook.id(), gitHub(secret, sent), other));
        refused("server.hook-unsigned", () -> hooks.receive("none", gitHub(secret, sent), sent));
        refused(
                "server.hook-unsigned",
                () -> hooks.receive(out.id(), gitHub(Objects.requireNonNull(out.secret()), sent), sent));
        byte[] hostile = "[[[{\"ref\":".getBytes(StandardCharsets.UTF_8);
        assertThat(hooks.receive(hook.id(), gitHub(secret, hostile), hostile)).isFalse();
        byte[] elsewhere = push("https://git.example/other/sales.git", "main", "");
        assertThat(hooks.receive(hook.id(), gitHub(secret, elsewhere), elsewhere))
                .isFalse();
        byte[] gone = new String(sent, StandardCharsets.UTF_8)
                .replace(COMMIT, "0".repeat(40))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(hooks.receive(hook.id(), gitHub(secret, gone), gone)).isFalse();
        look(false);
        assertThat(done).isEmpty();
    }
}
