package dev.understudy.engine.fake;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Serving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An instance serves when the cluster runs, takes its password, and holds data of the level that its code needs. As soon
 * as it serves, a user orders something.
 */
final class FakeServing implements Serving {

    private final Path environment;
    private final Path pgdata;
    private final Flaw flaw;
    private final Effects effects;

    FakeServing(Path environment, Path pgdata, Flaw flaw, Effects effects) {
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
        String commit = web().value("commit").orElseThrow();
        if (Ledger.in(pgdata).add("order with " + commit)) {
            effects.happened("ordered with " + commit);
        }
        if (commit.endsWith("-new")) {
            misbehave();
        }
    }

    @Override
    public Answer ask(int port) {
        String hindrance = hindrance();
        return hindrance.isEmpty() ? new Answer(200, true, "") : new Answer(0, false, hindrance);
    }

    private String hindrance() {
        Optional<String> commit = web().value("commit");
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
        if (!web().value("password").equals(Optional.of(new Ledger(pgdata.resolve(FakeClusters.PASSWORD)).text()))) {
            return "password authentication failed";
        }
        Optional<String> level = Optional.of(FakeMirror.level(commit.get()));
        return data.value("a").equals(level) && data.value("b").equals(level)
                ? ""
                : commit.get() + " on the data " + data.text();
    }

    private void misbehave() {
        try {
            if (flaw == Flaw.DIES) {
                Files.deleteIfExists(web().file());
            }
            if (flaw == Flaw.LOGS_AN_ERROR) {
                Path logs = Files.createDirectories(environment.resolve("logs"));
                Files.writeString(
                        logs.resolve("production-web-blue.log"),
                        "2026-11-20 12:00:00,000 1 ERROR acme odoo.addons.a.models.order: it breaks when it serves\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Ledger web() {
        return new Ledger(FakeOdooRuntime.instances(environment).resolve("production-web-blue"));
    }
}
