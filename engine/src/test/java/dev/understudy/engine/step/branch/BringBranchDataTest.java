package dev.understudy.engine.step.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Telling;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.data.CopyProduction;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.BranchDataView;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BringBranchDataTest {

    private static final String DEVELOPMENT = "development";
    private static final String TRIAL = "trial";
    private static final String OLD = FakeProduction.OLD;
    private static final String NEW = FakeProduction.NEW;

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    Path folder;

    private FakeProduction production;
    private Equipment equipment;
    private String where = DEVELOPMENT;
    private String hindrance = "";
    private int runs = 10;

    @BeforeEach
    void development() {
        begin(Flaw.NONE);
    }

    private void begin(Flaw flaw) {
        production = new FakeProduction(folder, database.jdbi(), flaw).running();
        equipment = production.equipment();
        if (production.records().environments().find(DEVELOPMENT).isEmpty()) {
            production
                    .records()
                    .environments()
                    .save(new Environment(
                            DEVELOPMENT,
                            Kind.DEMO,
                            State.CREATING,
                            "",
                            "acme",
                            20100,
                            20104,
                            Slot.BLUE,
                            "",
                            "p0",
                            false,
                            false,
                            false,
                            0,
                            Instant.parse("2026-11-01T08:00:00Z"),
                            null));
        }
    }

    private BringBranchData bring() {
        return new BringBranchData(
                equipment.project(),
                equipment.records().environments(),
                equipment.records().releases(),
                equipment.serving().control(),
                new BringBranchData.Machine(
                        equipment.machine().host(),
                        equipment.machine().volumes(),
                        equipment.machine().clusters()),
                new BringBranchData.Code(
                        equipment.code().placed(),
                        equipment.inside().updates(),
                        (was, is) -> Optional.of(hindrance).filter(why -> !why.isEmpty()),
                        () -> "debian:19.0"));
    }

    private NotedContext run(String branch, String release) {
        runs++;
        NotedContext context = new NotedContext(
                "run-" + runs, new RunRequest("switch", where, Set.of(), "", Map.of("branch", branch), "bo"));
        context.put(Facts.FIRST_RELEASE, release);
        return context;
    }

    private UpdateBranch update() {
        return new UpdateBranch(
                equipment.records().environments(),
                equipment.serving().control(),
                equipment.inside().updates());
    }

    private void settle(NotedContext context) {
        Environment there = equipment.records().environments().get(where);
        equipment
                .records()
                .environments()
                .save(there.running(context.need(Facts.FIRST_RELEASE)).in(State.READY));
        new KeepBranchData(
                        equipment.records().environments(),
                        equipment.serving().control(),
                        equipment.machine().volumes(),
                        equipment.machine().host(),
                        environment -> "model of " + environment.release())
                .apply(context);
    }

    /** How its data came. */
    private String switched(String branch, String release) {
        NotedContext context = run(branch, release);
        Outcome brought = bring().apply(context);
        assertThat(update().apply(context)).isInstanceOf(Outcome.Done.class);
        settle(context);
        return Telling.told(brought);
    }

    private List<String> volumes() {
        List<String> names = new ArrayList<>();
        equipment.machine().volumes().list(where).forEach(volume -> names.add(volume.name()));
        return names;
    }

    private long installs() {
        return production.effects().all().stream()
                .filter(effect -> effect.equals("cluster made"))
                .count();
    }

    @Test
    void eachBranchHasADatabaseOfItsOwnCutFromABaseThatIsMadeOnce() {
        assertThat(switched("round-taxes", NEW)).isEqualTo("made anew: the branch has none yet");
        assertThat(production.rows(DEVELOPMENT)).contains("a=two", "b=two");
        production.write(DEVELOPMENT, "tried round-taxes");

        assertThat(switched("other", OLD)).startsWith("made anew");
        assertThat(production.rows(DEVELOPMENT))
                .as("what was tried on the other branch is not here")
                .contains("a=one")
                .doesNotContain("tried round-taxes");
        assertThat(installs()).as("modules were installed once").isEqualTo(1);

        assertThat(switched("round-taxes", NEW)).isEqualTo("its own, from before");
        assertThat(production.rows(DEVELOPMENT)).contains("a=two", "tried round-taxes");
        assertThat(switched("round-taxes", NEW)).isEqualTo("its own, as it is");
        assertThat(production.rows(DEVELOPMENT)).contains("tried round-taxes");
        assertThat(volumes()).hasSize(2).contains("live");
        assertThat(equipment.records().environments().get(DEVELOPMENT).state()).isEqualTo(State.READY);
        assertThat(production.database("live")).as("production's").contains("order with one-old");
    }

    private List<BranchDataView> told() {
        return new BranchDatabases(
                        equipment.records().environments(),
                        equipment.machine().volumes(),
                        equipment.machine().host())
                .of(DEVELOPMENT);
    }

    @Test
    void eachDatabaseTellsWhoseItIsWhereItComesFromAndWhyItWasMade() {
        assertThat(told()).isEmpty();
        switched("round-taxes", NEW);
        switched("other", OLD);
        hindrance = "the field sale.order.urgency\nis gone";
        switched("round-taxes", OLD);

        assertThat(told())
                .extracting(one -> (one.live() ? "* " : "  ") + one.branch() + " " + one.release() + " "
                        + one.dataModel() + ": " + one.why())
                .containsExactlyInAnyOrder(
                        "* round-taxes " + OLD + " model of " + OLD + ": the field sale.order.urgency is gone",
                        "  other " + OLD + " model of " + OLD + ": the branch has none yet");
        assertThat(told()).allSatisfy(one -> {
            assertThat(one.base()).endsWith(" of " + OLD);
            assertThat(one.madeAt()).isNotNull();
        });
        hindrance = "";
        switched("other", NEW);
        assertThat(told())
                .as("why it was made stays")
                .anyMatch(one -> one.live()
                        && one.branch().equals("other")
                        && one.release().equals(NEW)
                        && "the branch has none yet".equals(one.why()));
    }

    @Test
    void whatTheBranchCannotLiveWithIsMadeAgainWithAWordWhy() {
        switched("round-taxes", NEW);
        production.write(DEVELOPMENT, "tried round-taxes");
        hindrance = "the field sale.order.urgency is gone";

        assertThat(switched("round-taxes", OLD)).isEqualTo("made anew: the field sale.order.urgency is gone");
        assertThat(production.rows(DEVELOPMENT)).contains("a=one").doesNotContain("tried round-taxes");
        assertThat(installs()).isEqualTo(1);

        switched("other", OLD);
        assertThat(switched("round-taxes", OLD))
                .as("also of one that stands beside")
                .startsWith("made anew: the field");
        assertThat(volumes()).hasSize(2);
    }

    /** What the run of a refresh does to data. */
    private void refreshed() {
        Volumes volumes = equipment.machine().volumes();
        Environment copy = equipment.records().environments().get(TRIAL);
        Volume next = volumes.volume(TRIAL, CopyProduction.NEXT);
        volumes.copy(
                equipment
                        .serving()
                        .control()
                        .live(equipment.records().environments().get(Project.PRODUCTION)),
                next);
        runs++;
        NotedContext context =
                new NotedContext("run-" + runs, new RunRequest("refresh", TRIAL, Set.of(), "", Map.of(), "bo"));
        context.put(Facts.SOURCE_RELEASE, OLD);
        new KeepBranchBase(
                        equipment.project(),
                        equipment.records().environments(),
                        equipment.serving().control(),
                        equipment.machine().clusters(),
                        volumes,
                        equipment.machine().host())
                .apply(context);
        Volume gone = volumes.volume(TRIAL, "gone");
        volumes.replace(equipment.serving().control().live(copy), next, gone);
        volumes.delete(gone);
        equipment.records().environments().save(copy.running(OLD).in(State.READY));
        new ForgetBranches(
                        equipment.records().environments(),
                        volumes,
                        equipment.machine().host())
                .apply(context);
    }

    @Test
    void branchesOfACopyAreCutFromProductionAsItWasCopiedLast() {
        where = TRIAL;
        equipment
                .records()
                .environments()
                .save(new Environment(
                        TRIAL,
                        Kind.COPY,
                        State.CREATING,
                        "",
                        "acme",
                        20110,
                        20114,
                        Slot.BLUE,
                        "",
                        "p0",
                        true,
                        false,
                        false,
                        0,
                        Instant.parse("2026-11-01T08:00:00Z"),
                        null));
        assertThatThrownBy(() -> bring().apply(run("round-taxes", NEW)))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo("branch.refresh-first"));

        refreshed();
        production.write(Project.PRODUCTION, "written since");
        assertThat(switched("round-taxes", NEW)).isEqualTo("made anew: the branch has none yet");
        assertThat(production.rows(TRIAL))
                .contains("a=two", "order with one-old")
                .doesNotContain("written since");
        production.write(TRIAL, "tried round-taxes");
        assertThat(switched("other", OLD)).startsWith("made anew");
        assertThat(production.rows(TRIAL))
                .contains("a=one", "order with one-old")
                .doesNotContain("tried round-taxes");
        assertThat(switched("round-taxes", NEW)).isEqualTo("its own, from before");
        assertThat(production.rows(TRIAL)).contains("tried round-taxes");
        assertThat(installs()).as("nothing was installed").isZero();
        assertThat(volumes()).hasSize(4).contains("live", "base");

        refreshed();
        assertThat(volumes()).containsExactlyInAnyOrder("live", "base");
        assertThat(switched("round-taxes", NEW)).isEqualTo("made anew: the branch has none yet");
        assertThat(production.rows(TRIAL)).contains("a=two", "written since").doesNotContain("tried round-taxes");
    }

    @Test
    void aTryThatWasCutOffIsFinishedByTheNext() {
        NotedContext context = run("round-taxes", NEW);
        production.effects().once("update begun", () -> {
            throw new IllegalStateException("killed");
        });
        try {
            bring().apply(context);
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
        equipment
                .machine()
                .host()
                .delete(equipment
                        .machine()
                        .volumes()
                        .volume(DEVELOPMENT, Volume.LIVE)
                        .pgdata()
                        .resolve("updating"));

        assertThat(bring().apply(context)).isInstanceOf(Outcome.Done.class);
        assertThat(bring().apply(context)).as("again, after a kill at its end").isInstanceOf(Outcome.Done.class);
        assertThat(update().apply(context)).isInstanceOf(Outcome.Done.class);
        settle(context);

        assertThat(production.rows(DEVELOPMENT)).contains("a=two", "b=two");
        assertThat(volumes()).containsExactly("live");
    }

    @Test
    void theDatabasesOfBranchesThatNobodyWorkedOnForLongestGo() {
        for (int branch = 0; branch < 10; branch++) {
            switched("branch-" + branch, OLD);
        }

        assertThat(volumes()).hasSize(9).contains("live");
    }

    @Test
    void aBranchWhoseUpdateFailsLeavesTheOneBefore() {
        switched("good", OLD);
        production.write(DEVELOPMENT, "tried good");
        begin(Flaw.UPDATE_FAILS);
        NotedContext context = run("bad", NEW);
        bring().apply(context);
        assertThat(update().apply(context)).isInstanceOf(Outcome.Failed.class);

        for (int time = 0; time < 2; time++) {
            // Its Odoo was started again, of which the fake knows nothing.
            assertThatThrownBy(() -> bring().undo(context)).hasMessageContaining("nobody should ask port");
        }

        assertThat(production.rows(DEVELOPMENT)).contains("a=one", "tried good");
        assertThat(volumes()).containsExactly("live");
        assertThat(equipment.records().environments().get(DEVELOPMENT).release())
                .isEqualTo(OLD);
        assertThat(production.database("live")).as("production's").contains("order with one-old");
        assertThat(production.records().environments().get(Project.PRODUCTION).release())
                .isEqualTo(OLD);
    }
}
