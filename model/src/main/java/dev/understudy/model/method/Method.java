package dev.understudy.model.method;

import dev.understudy.model.release.ChangeClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way that releases of a project travel to production.
 *
 * @param stages in the order of the file; the first without {@code after} is where releases begin
 * @param overriders roles or people of whom two may override a gate together
 * @param standard which changes pass without asking people; empty for none
 * @param emergency the lane for what cannot wait; empty for none
 * @param promotion how branches follow releases
 */
public record Method(
        String name,
        List<Stage> stages,
        Set<String> overriders,
        Optional<Standard> standard,
        Optional<EmergencyLane> emergency,
        Promotion promotion) {

    public Method {
        stages = List.copyOf(stages);
        overriders = Set.copyOf(overriders);
    }

    /**
     * Changes that people said yes to once and for all. The yes is lost with the first incident of the kind.
     *
     * @param upTo the greatest class
     * @param modules how many it may touch
     * @param last how many of the kind must have gone well before
     */
    public record Standard(ChangeClass upTo, int modules, int last) {}

    /**
     * The lighter rule of an emergency.
     *
     * @param by roles or people of whom two must ask for it
     * @param delay after which one is enough, where there are no two
     * @param review within which somebody looks back at it
     */
    public record EmergencyLane(Set<String> by, Duration delay, Duration review) {
        public EmergencyLane {
            by = Set.copyOf(by);
        }
    }

    /** The same with other stages. */
    public Method with(List<Stage> others) {
        return new Method(name, others, overriders, standard, emergency, promotion);
    }

    public Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** The stage of an environment; empty when releases do not pass through it. */
    public Optional<Stage> of(String environment) {
        return stages.stream()
                .filter(stage -> stage.environment().filter(environment::equals).isPresent())
                .findFirst();
    }

    /** The stages before another and itself, in the order of the way. Stops where it comes around again. */
    public List<Stage> wayTo(Stage target) {
        List<Stage> way = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Optional<Stage> here = Optional.of(target);
        while (here.isPresent() && seen.add(here.get().name())) {
            way.addFirst(here.get());
            here = here.get().after().flatMap(this::stage);
        }
        return way;
    }

    /** Whether releases can come to a stage from where they begin. */
    public boolean reachable(Stage stage) {
        return wayTo(stage).getFirst().after().isEmpty();
    }
}
