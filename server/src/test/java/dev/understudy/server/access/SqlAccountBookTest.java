package dev.understudy.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.fault.FaultException;
import dev.understudy.server.access.Sessions.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and tokens in a real control plane. */
@Timeout(120)
final class SqlAccountBookTest implements InstantSource {

    private static final String PASSWORD = "three geese and a ladder";

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    Path home;

    private final List<String> notes = new ArrayList<>();
    private Instant now = Instant.parse("2036-03-02T09:30:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    private Accounts accounts() {
        return new Accounts(
                new SqlAccountBook(database.jdbi()),
                SecretBox.of(home.resolve("secrets").resolve("access-key")),
                (at, verb, person, who, detail) -> notes.add(verb + " " + person),
                this);
    }

    private static String refused(Runnable act) {
        try {
            act.run();
            return "";
        } catch (FaultException refused) {
            return refused.fault().code();
        }
    }

    private String enter(String person, String password, String code) {
        return refused(() -> accounts().enter(person, password, code, Set.of("ana", "bo")::contains));
    }

    @Test
    void aPasswordIsKeptAsArgon2idAndOpensForItsPersonAlone() {
        accounts().setPassword("ana", PASSWORD);

        String kept = new SqlAccountBook(database.jdbi()).password("ana").orElseThrow();
        assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("geese");
        assertThat(enter("ana", PASSWORD, "")).isEmpty();
        assertThat(enter("ana", PASSWORD + "x", "")).isEqualTo("server.key-refused");
        assertThat(enter("bo", PASSWORD, "")).isEqualTo("server.key-refused");
        assertThat(enter("nobody", PASSWORD, "")).isEqualTo("server.key-refused");
        assertThat(notes).containsExactly("password-set ana");
    }

    @Test
    void aPasswordThatIsGuessedIsNone() {
        for (String weak : new String[] {"", "short", "aaaaaaaaaaaaaaaa", "x".repeat(201)}) {
            assertThat(refused(() -> accounts().setPassword("ana", weak))).isEqualTo("server.password-weak");
        }
        accounts().setPassword("ana", "pässwort mit ümlauten");
        assertThat(enter("ana", "pa\u0308sswort mit u\u0308mlauten", "")).isEmpty();
    }

    @Test
    void whoLeftTheProjectsFileIsNotLetInByTheirPassword() {
        accounts().setPassword("cy", PASSWORD);
        assertThat(enter("cy", PASSWORD, "")).isEqualTo("server.key-refused");
    }

    /** A new object over the same database is a service that was started again. */
    @Test
    void wrongPasswordsMakeTheNextWaitLongerAlsoAfterARestartAndAlsoForNobody() {
        accounts().setPassword("ana", PASSWORD);
        for (String person : new String[] {"ana", "nobody"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(enter(person, "wrong password", "")).isEqualTo("server.key-refused");
            }
            assertThat(enter(person, PASSWORD, "")).isEqualTo("server.too-many-attempts");
        }
        now = now.plusSeconds(31);
        assertThat(enter("ana", "wrong password", "")).isEqualTo("server.key-refused");
        now = now.plusSeconds(31);
        assertThat(enter("ana", PASSWORD, "")).isEqualTo("server.too-many-attempts");
        now = now.plusSeconds(31);
        assertThat(enter("ana", PASSWORD, "")).isEmpty();
        assertThat(enter("ana", "wrong password", "")).isEqualTo("server.key-refused");
        assertThat(enter("bo", "wrong password", "")).isEqualTo("server.key-refused");
    }

    /** PostgreSQL rounds to the microsecond, up as well. */
    @Test
    void theFirstAttemptIsTakenAtAnyFractionOfASecond() {
        accounts().setPassword("ana", PASSWORD);
        now = now.plusNanos(999_999_900);

        assertThat(enter("ana", "wrong password", "")).isEqualTo("server.key-refused");
        assertThat(enter("ana", PASSWORD, "")).isEmpty();
    }

    @Test
    void thoseWhoGuessAtOnceAreCountedAsMany() throws Exception {
        accounts().setPassword("ana", PASSWORD);
        Callable<String> guess = () -> enter("ana", "wrong password", "");
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> answers = new ArrayList<>();
            for (Future<String> one : many.invokeAll(java.util.Collections.nCopies(12, guess))) {
                answers.add(one.get());
            }
            assertThat(answers).filteredOn("server.key-refused"::equals).hasSize(5);
            assertThat(answers).filteredOn("server.too-many-attempts"::equals).hasSize(7);
        }
    }

    @Test
    void aSecondFactorIsAskedForWhenItsFirstCodeWasSeenAndNoCodeCountsTwice() {
        accounts().setPassword("ana", PASSWORD);
        Totp totp = accounts().newFactor("ana");
        assertThat(enter("ana", PASSWORD, "")).isEmpty();
        assertThat(refused(() -> accounts().confirmFactor("ana", "000000"))).isEqualTo("server.code-refused");

        List<String> recovery = accounts().confirmFactor("ana", totp.code(now));
        assertThat(enter("ana", PASSWORD, "")).isEqualTo("server.code-wanted");
        assertThat(enter("ana", PASSWORD, totp.code(now))).as("used to confirm").isEqualTo("server.key-refused");
        now = now.plusSeconds(30);
        assertThat(enter("ana", PASSWORD, totp.code(now))).isEmpty();
        assertThat(enter("ana", PASSWORD, totp.code(now))).isEqualTo("server.key-refused");
        assertThat(enter("ana", PASSWORD, recovery.getFirst().toUpperCase(java.util.Locale.ROOT)))
                .isEmpty();
        assertThat(enter("ana", PASSWORD, recovery.getFirst())).isEqualTo("server.key-refused");
        assertThat(accounts().ways("ana")).isEqualTo(new Accounts.Ways(true, true, 7));
        assertThat(refused(() -> accounts().enterByKey("ana", ""))).isEqualTo("server.code-wanted");
        assertThat(notes).contains("second-factor-set ana", "recovery-code-used ana");
    }

    @Test
    void aSecretIsSealedWithAKeyOfTheHomeThatNobodyElseReads() throws Exception {
        Totp totp = accounts().newFactor("ana");
        String sealed =
                new SqlAccountBook(database.jdbi()).factor("ana").orElseThrow().sealed();

        assertThat(sealed).doesNotContain(totp.base32());
        assertThat(accounts().begun("ana").orElseThrow().base32()).isEqualTo(totp.base32());
        Path key = home.resolve("secrets").resolve("access-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        new SqlAccountBook(database.jdbi()).keepFactor("bo", sealed);
        assertThatThrownBy(() -> accounts().begun("bo")).isInstanceOf(FaultException.class);
        Files.delete(key);
        assertThat(refused(() -> accounts().begun("ana"))).isEqualTo("server.home-key-other");
    }

    @Test
    void anAccountThatIsClosedOpensNothing() {
        accounts().setPassword("ana", PASSWORD);
        accounts().confirmFactor("ana", accounts().newFactor("ana").code(now));
        accounts().close("ana", "operator");

        assertThat(enter("ana", PASSWORD, "")).isEqualTo("server.key-refused");
        assertThat(accounts().ways("ana")).isEqualTo(new Accounts.Ways(false, false, 0));
        assertThat(notes).endsWith("account-closed ana");
    }

    @Test
    void aTokenCountsInItsTimeForItsProjectAndAsLongAsItsPersonMay() {
        Set<Role> roles = java.util.EnumSet.of(Role.DEVELOPER, Role.VIEWER);
        Mint mint = new Mint(
                Token.of(home.resolve("token")),
                (_, person) -> person.equals("dev") ? Optional.of(new Member(roles, now, false)) : Optional.empty(),
                this,
                () -> "secret-" + now);
        ApiTokens tokens = new ApiTokens(mint, _ -> new SqlTokenBook(database.jdbi()));
        ApiTokens.Made made = tokens.make("acme", new ApiTokens.Wish("nightly", "dev", Role.DEVELOPER, 30, "dev"));

        assertThat(tokens.visitor(made.token()).roles()).containsExactlyInAnyOrder(Role.DEVELOPER, Role.VIEWER);
        assertThat(tokens.visitor(made.token().replace("acme", "beta")).signedIn())
                .isFalse();
        assertThat(tokens.visitor(made.token() + "x").signedIn()).isFalse();
        assertThat(tokens.all("acme").getFirst().usedAt()).isNotNull();
        roles.remove(Role.DEVELOPER);
        assertThat(tokens.visitor(made.token()).signedIn())
                .as("the role was taken away")
                .isFalse();
        roles.add(Role.DEVELOPER);
        Instant before = now;
        now = now.plus(Duration.ofDays(30));
        assertThat(tokens.visitor(made.token()).signedIn()).as("expired").isFalse();
        now = before;
        tokens.revoke("acme", made.kept().id());
        assertThat(tokens.visitor(made.token()).signedIn()).as("revoked").isFalse();
        assertThat(refused(() -> tokens.make("acme", new ApiTokens.Wish("x", "dev", Role.RELEASE_MANAGER, 30, "dev"))))
                .isEqualTo("server.token-role");
        assertThat(refused(() -> tokens.make("acme", new ApiTokens.Wish("x", "", Role.OPERATOR, 30, "dev"))))
                .isEqualTo("server.token-role");
        assertThat(refused(() -> tokens.make("acme", new ApiTokens.Wish("x", "", Role.VIEWER, 0, "dev"))))
                .isEqualTo("server.token-days");
    }

    @Test
    void aLentRoleIsGivenOnceAndEndsByItself() {
        Loans loans = new Loans(
                new SqlLoanBook(database.jdbi()), (at, verb, id, who, detail) -> notes.add(verb + " " + detail), this);
        loans.ask("dev", Set.of(Role.DEVELOPER, Role.VIEWER), Role.RELEASE_MANAGER, "Bo is ill");
        String id = loans.latest().getFirst().id();

        assertThat(loans.lent("dev")).isEmpty();
        assertThat(refused(() -> loans.answer(id, "dev", true))).isEqualTo("server.loan-own");
        loans.answer(id, "bo", true);
        assertThat(refused(() -> loans.answer(id, "ana", false))).isEqualTo("server.loan-answered");
        assertThat(loans.lent("dev")).containsExactly(Role.RELEASE_MANAGER);
        assertThat(loans.lent("ana")).isEmpty();
        now = now.plus(Loans.LENT);
        assertThat(loans.lent("dev")).isEmpty();
        assertThat(loans.state(loans.latest().getFirst())).isEqualTo("over");

        loans.ask("dev", Set.of(Role.VIEWER), Role.DEVELOPER, "to look at the log");
        String late = loans.latest().getFirst().id();
        now = now.plus(Duration.ofDays(2));
        assertThat(refused(() -> loans.answer(late, "bo", true))).isEqualTo("server.loan-answered");
        assertThat(refused(() -> loans.ask("dev", Set.of(), Role.OPERATOR, "all of it")))
                .isEqualTo("server.loan-role");
    }
}
