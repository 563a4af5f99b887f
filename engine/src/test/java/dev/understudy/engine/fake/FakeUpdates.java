package dev.understudy.engine.fake;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Updates the modules a and b one after the other. Their migrations would break on data that is half migrated. */
final class FakeUpdates implements ModuleUpdates {

    static final ModulePlan BOTH = new ModulePlan(List.of("a", "b"), List.of(), List.of());

    private final EnvironmentControl control;
    private final Releases releases;
    private final Flaw flaw;
    private final Effects effects;

    FakeUpdates(EnvironmentControl control, Releases releases, Flaw flaw, Effects effects) {
        this.control = control;
        this.releases = releases;
        this.flaw = flaw;
        this.effects = effects;
    }

    @Override
    public ModulePlan plan(Environment environment, String release) {
        return ledger(environment).value("a").equals(Optional.of(level(release))) ? ModulePlan.NOTHING : BOTH;
    }

    @Override
    public Optional<Fault> departure(ModulePlan plan, String release, Environment environment) {
        return flaw == Flaw.NOT_AS_REHEARSED
                ? Optional.of(Fault.refused("release.not-as-rehearsed", release, plan.shown(), "otherwise"))
                : Optional.empty();
    }

    @Override
    public Optional<Fault> departure(ModuleMoves moves, String release, Environment environment) {
        return flaw == Flaw.MORE_THAN_REHEARSED
                ? Optional.of(Fault.failed("update.not-as-rehearsed", release, "installed c", moves.shown()))
                : Optional.empty();
    }

    @Override
    public Result perform(Environment environment, String release, ModulePlan plan, String run) {
        Ledger ledger = ledger(environment);
        String level = level(release);
        if (ledger.value("a").equals(Optional.of(level)) || !ledger.value("a").equals(ledger.value("b"))) {
            throw new IllegalStateException("half migrated: " + ledger.text());
        }
        Path updating = ledger.file().resolveSibling(FakeClusters.UPDATING);
        try {
            Files.writeString(updating, run);
            effects.happened("update begun");
            ledger.set("a", level);
            effects.happened("a updated");
            if (flaw == Flaw.UPDATE_FAILS) {
                Files.delete(updating);
                effects.happened("update ended");
                return new Result(
                        List.of("b does not load"), Optional.empty(), ModuleMoves.NONE, Duration.ofSeconds(1), "ERROR");
            }
            ledger.set("b", level);
            effects.happened("b updated");
            if (flaw == Flaw.NEUTRALIZES) {
                ledger.set("neutralized", "true");
            }
            Files.delete(updating);
            effects.happened("update ended");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        keepChecksums(environment, release);
        return new Result(List.of(), Optional.empty(), ModuleMoves.NONE, Duration.ofSeconds(1), "");
    }

    @Override
    public void keepChecksums(Environment environment, String release) {
        ledger(environment).set("checksums", release);
        effects.happened("checksums of " + release);
    }

    @Override
    public List<String> commands(Environment environment, String release) {
        return List.of(plan(environment, release).shown());
    }

    private Ledger ledger(Environment environment) {
        if (!control.databaseRuns(environment)) {
            throw new IllegalStateException("the cluster does not run");
        }
        return Ledger.in(control.live(environment).pgdata());
    }

    private String level(String release) {
        return FakeMirror.level(releases.get(release).commits().getOrDefault(FakeProduction.REPOSITORY, ""));
    }
}
