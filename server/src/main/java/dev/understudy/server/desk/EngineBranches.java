package dev.understudy.server.desk;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.step.branch.BranchDatabases;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.method.Stage;
import dev.understudy.model.release.Release;
import dev.understudy.model.view.BranchDataView;
import dev.understudy.model.view.BranchView;
import dev.understudy.process.record.AuditLog;
import dev.understudy.server.api.BranchDesk;
import dev.understudy.targets.git.Branches;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The branches of stages, as the API shows and changes them. */
public final class EngineBranches implements BranchDesk {

    private final Supplier<Project> project;
    private final Equipment.Records records;
    private final Promotions promotions;
    private final BranchDatabases databases;
    private final AuditLog log;
    private final InstantSource clock;

    public EngineBranches(
            Supplier<Project> project,
            Equipment.Records records,
            Promotions promotions,
            BranchDatabases databases,
            AuditLog log,
            InstantSource clock) {
        this.project = project;
        this.records = records;
        this.promotions = promotions;
        this.databases = databases;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public List<BranchView> list() {
        List<BranchView> views = new ArrayList<>();
        for (Repository repository : promotions.repositories()) {
            Branches branches = promotions.of(repository);
            branches.fetch();
            Set<String> guarded = new HashSet<>(branches.guarded());
            for (Stage stage : project.get().method().stages()) {
                Promotions.branch(repository, stage)
                        .ifPresent(branch -> views.add(view(repository, stage, branch, guarded.contains(branch))));
            }
        }
        return views;
    }

    @Override
    public List<BranchDataView> databases(String environment) {
        Optional<Environment> found = records.environments().find(environment);
        if (found.isEmpty() && project.get().environment(environment).isEmpty()) {
            throw Fault.usage("environment.not-found", environment).exception();
        }
        return found.map(there -> databases.of(there.name())).orElse(List.of());
    }

    private BranchView view(Repository repository, Stage stage, String branch, boolean guarded) {
        Branches branches = promotions.of(repository);
        String head = branches.head(branch);
        Optional<Release> runs = stage.environment()
                .flatMap(records.environments()::find)
                .map(Environment::release)
                .flatMap(records.releases()::find);
        String performed = runs.map(Release::commits)
                .map(commits -> commits.getOrDefault(repository.name(), ""))
                .orElse("");
        boolean known = !head.isEmpty() && !performed.isEmpty();
        return new BranchView(
                repository.name(),
                stage.environment().orElse(stage.name()),
                branch,
                head,
                runs.map(Release::id).orElse(""),
                known ? branches.count(performed, head) : 0,
                known ? branches.count(head, performed) : 0,
                guarded);
    }

    @Override
    public List<BranchView> rebase(String by) {
        promotions
                .rebase(Project.PRODUCTION)
                .forEach(moved -> note(
                        "branch-rebased",
                        moved.repository().name(),
                        by,
                        moved.told().in(Locale.ENGLISH)));
        return list();
    }

    @Override
    public List<BranchView> protect(String by) {
        List<FaultException> failures = new ArrayList<>();
        boolean any = false;
        for (Repository repository : promotions.repositories()) {
            String branch = repository.branch(Project.PRODUCTION);
            try {
                promotions.of(repository).protect(List.of(branch));
                note("branch-protected", repository.name(), by, branch);
                any = true;
            } catch (FaultException failure) {
                failures.add(failure);
            }
        }
        boolean one = any;
        // A repository on another server is protected there; that alone fails nothing where others are here.
        failures.stream()
                .filter(failure -> !one || !failure.fault().code().equals("git.hook-out-of-reach"))
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
        return list();
    }

    @Override
    public List<BranchView> unprotect(String by) {
        for (Repository repository : promotions.repositories()) {
            if (!promotions.of(repository).guarded().isEmpty()
                    && promotions.of(repository).unprotect()) {
                note("branch-unprotected", repository.name(), by, "");
            }
        }
        return list();
    }

    private void note(String kind, String subject, String by, String detail) {
        log.note(clock.instant(), kind, subject, by, detail);
    }
}
