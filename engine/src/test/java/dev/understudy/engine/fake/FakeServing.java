package dev.understudy.engine.fake;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.Serving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** An instance serves when the cluster runs, takes its password, and holds data of the level that its code needs. */
final class FakeServing implements Serving {

    private static final DateTimeFormatter LOGGED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS").withZone(ZoneOffset.UTC);

    private final int first;
    private final Path environment;
    private final Path pgdata;
    private final Flaw flaw;
    private final Effects effects;

    /** @param first the first port of the environment's block */
    FakeServing(int first, Path environment, Path pgdata, Flaw flaw, Effects effects) {
        this.first = first;
        this.environment = environment;
        this.pgdata = pgdata;
        this.flaw = flaw;
        this.effects = effects;
    }

    @Override
    public void awaitLogin(int port, BooleanSupplier alive) {
        Answer answer = ask(port);
        if (!answer.login()) {
            throw Fault.failed("runtime.not-serving", port, answer.shown()).exception();
        }
    }

    @Override
    public Answer ask(int port) {
        if (answersErrors() && web(slot(port)).value("commit").orElse("").endsWith("-new")) {
            return new Answer(500, false, "");
        }
        String hindrance = hindrance(slot(port));
        return hindrance.isEmpty() ? new Answer(200, true, "") : new Answer(0, false, hindrance);
    }

    @Override
    public Answer awaitSignedIn(int port, String session, BooleanSupplier alive) {
        boolean opens = flaw != Flaw.CODE_ALONE_DOES_NOT_OPEN && flaw != Flaw.DOES_NOT_OPEN;
        return opens ? ask(port) : new Answer(500, false, "");
    }

    @Override
    public Warmed warm(int port, List<String> pages, Optional<String> session, int workers) {
        effects.happened("warmed " + slot(port) + " with " + pages);
        return new Warmed(pages.size(), pages.size(), Duration.ofSeconds(2));
    }

    /** What the first user does whom the edge lets through. */
    void order(Slot slot) {
        String hindrance = hindrance(slot);
        if (!hindrance.isEmpty()) {
            throw new IllegalStateException("a user was let through to what does not serve: " + hindrance);
        }
        if (web(slot).text().endsWith(FakeOdooRuntime.LAST)) {
            throw new IllegalStateException("a user was let through to what all others go before");
        }
        String commit = web(slot).value("commit").orElseThrow();
        if (Ledger.in(pgdata).add("order with " + commit)) {
            effects.happened("ordered with " + commit);
        }
        if (commit.endsWith("-new")) {
            misbehave(slot);
        }
    }

    private boolean answersErrors() {
        return flaw == Flaw.ANSWERS_ERRORS || flaw == Flaw.CODE_ALONE_ANSWERS_ERRORS;
    }

    Slot slot(int port) {
        return switch (port - first) {
            case 6 -> Slot.BLUE;
            case 8 -> Slot.GREEN;
            default -> throw new IllegalArgumentException("nobody should ask port " + port);
        };
    }

    private String hindrance(Slot slot) {
        Optional<String> commit = web(slot).value("commit");
        Ledger data = Ledger.in(pgdata);
        if (commit.isEmpty()) {
            return "no web instance";
        }
        if (flaw == Flaw.OLD_DOES_NOT_SERVE && commit.get().endsWith("-old")) {
            return "the old code answers nothing";
        }
        if (!Files.exists(pgdata.resolve(FakeClusters.PID))) {
            return "no database";
        }
        if (!web(slot)
                .value("password")
                .equals(Optional.of(new Ledger(pgdata.resolve(FakeClusters.PASSWORD)).text()))) {
            return "password authentication failed";
        }
        Optional<String> level = Optional.of(FakeMirror.level(commit.get()));
        return data.value("a").equals(level) && data.value("b").equals(level)
                ? ""
                : commit.get() + " on the data " + data.text();
    }

    private void misbehave(Slot slot) {
        try {
            if (flaw == Flaw.DIES || flaw == Flaw.CODE_ALONE_DIES) {
                Files.deleteIfExists(web(slot).file());
            }
            if (flaw == Flaw.LOGS_AN_ERROR || flaw == Flaw.CODE_ALONE_LOGS_AN_ERROR) {
                logError(slot);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void logError(Slot slot) throws IOException {
        Path logs = Files.createDirectories(environment.resolve("logs"));
        Files.writeString(
                logs.resolve("production-web-" + slot.name().toLowerCase(Locale.ROOT) + ".log"),
                LOGGED.format(Instant.now()) + " 1 ERROR acme odoo.addons.a.models.order: it breaks when it serves\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Ledger web(Slot slot) {
        return new Ledger(FakeOdooRuntime.instances(environment)
                .resolve("production-web-" + slot.name().toLowerCase(Locale.ROOT)));
    }
}
