package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.Promotion;
import dev.understudy.model.method.Stage;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.Said;
import dev.understudy.targets.git.Branches;
import dev.understudy.targets.git.Move;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Has the branches of stages follow the releases that enter them, as the project's method says. */
public final class Promotions {

    private final Supplier<Project> project;
    private final Function<String, Release> releases;
    private final Function<Repository, Branches> branches;

    /**
     * Of a project.
     *
     * @param releases finds one by its id
     * @param branches those of a repository, where it comes from
     */
    public Promotions(
            Supplier<Project> project, Function<String, Release> releases, Function<Repository, Branches> branches) {
        this.project = project;
        this.releases = releases;
        this.branches = branches;
    }

    /** What becomes of a repository's branch. */
    public record Promoted(Repository repository, Move move) {

        /** One line for people. */
        public Said told() {
            String name = repository.name();
            String to = brief(move.to());
            if (move.nothing()) {
                return Said.of("branch-has", name, move.branch(), to);
            }
            return move.from().isEmpty()
                    ? Said.of("branch-begins", name, move.branch(), to)
                    : Said.of("branch-moves", name, move.branch(), brief(move.from()), to);
        }

        private static String brief(String commit) {
            return commit.substring(0, Math.min(10, commit.length()));
        }
    }

    /** The branches of a repository, where it comes from. */
    public Branches of(Repository repository) {
        return branches.apply(repository);
    }

    /** The project's own repositories. */
    public List<Repository> repositories() {
        return own(project.get()).toList();
    }

    /** A repository of the project, by its name. */
    public Optional<Repository> repository(String name) {
        return project.get().repository(name);
    }

    /** The branch that the project names for a stage. */
    public static Optional<String> branch(Repository repository, Stage stage) {
        return Optional.ofNullable(repository.branches().get(stage.environment().orElse(stage.name())));
    }

    /** The names of the branches that a release moves when it enters an environment, with their repositories. */
    public List<String> names(String environment) {
        return repositories(environment)
                .map(one -> one.name() + " " + one.branches().get(environment))
                .toList();
    }

    /**
     * Looks at what must become of the branches of an environment for a release; changes none.
     *
     * @throws dev.understudy.model.fault.FaultException those of {@link Branches#towards}
     */
    public List<Promoted> towards(String release, String environment) {
        Release entering = releases.apply(release);
        Promotion promotion = project.get().method().promotion();
        List<Promoted> promoted = new ArrayList<>();
        repositories(environment).forEach(repository -> {
            String commit = entering.commits().get(repository.name());
            String branch = repository.branches().get(environment);
            if (commit != null && branch != null) {
                promoted.add(new Promoted(
                        repository,
                        of(repository)
                                .towards(branch, commit, promotion, "Promote " + release + " to " + environment)));
            }
        });
        return promoted;
    }

    /** Those that name a branch for an environment that releases enter. */
    private Stream<Repository> repositories(String environment) {
        Project present = project.get();
        Method method = present.method();
        boolean follows =
                method.promotion() != Promotion.NONE && method.of(environment).isPresent();
        return own(present)
                .filter(repository -> follows && repository.branches().containsKey(environment))
                .sorted(Comparator.comparing(Repository::name));
    }

    /** Odoo's own code is other people's. */
    private static Stream<Repository> own(Project project) {
        return project.repositories().stream().filter(one -> !project.ofOdoo(one.name()));
    }

    /**
     * In a linear history, has the branches of the stages before an environment stand on what entered it: all of a
     * repository's, or none of them.
     *
     * @return what was moved
     * @throws dev.understudy.model.fault.FaultException those of {@link Branches#rebased} and {@link Branches#push}
     */
    public List<Promoted> rebase(String environment) {
        Project present = project.get();
        Method method = present.method();
        Optional<Stage> entered = method.of(environment);
        if (method.promotion() != Promotion.LINEAR || entered.isEmpty()) {
            return List.of();
        }
        List<Promoted> promoted = new ArrayList<>();
        own(present).forEach(repository -> promoted.addAll(rebase(repository, method.wayTo(entered.get()))));
        return promoted;
    }

    private List<Promoted> rebase(Repository repository, List<Stage> way) {
        Branches known = of(repository);
        List<String> names = way.reversed().stream()
                .flatMap(stage -> branch(repository, stage).stream())
                .distinct()
                .toList();
        if (names.size() < 2) {
            return List.of();
        }
        known.fetch();
        List<Move> moves = new ArrayList<>();
        String onto = known.head(names.getFirst());
        for (String name : names.subList(1, names.size())) {
            if (onto.isEmpty()) {
                return List.of();
            }
            Move move = known.rebased(name, onto);
            if (!move.to().isEmpty()) {
                moves.add(move);
                onto = move.to();
            }
        }
        known.push(moves, false);
        return moves.stream()
                .filter(move -> !move.nothing())
                .map(move -> new Promoted(repository, move))
                .toList();
    }
}
