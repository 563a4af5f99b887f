package dev.understudy.model.method;

import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold before a release enters a stage.
 *
 * @param name by which people call it, each once in a stage
 */
public record Gate(String name, Mode mode, Demand demand) {

    /** How much a gate means. */
    public enum Mode {
        /** It shows what it would have stopped, and stops nothing. */
        ADVISE,
        /** Nothing passes unless it holds. */
        ENFORCE
    }

    /** What is demanded. */
    public sealed interface Demand {

        /**
         * Evidence.
         *
         * @param validFor how old it may be; empty for any age
         * @param lasting for how long it must have held; zero for at all
         * @param vouchers roles or people whose word stands in where nothing was measured; empty for nobody's
         */
        record Proven(Proof proof, Optional<Duration> validFor, Duration lasting, Set<String> vouchers)
                implements Demand {
            public Proven {
                vouchers = Set.copyOf(vouchers);
            }
        }

        /** This content has been in the stage before for some time. */
        record Soaked(Duration lasting) implements Demand {}

        /** The calendar allows the planned start, and what is predicted fits. */
        record InWindow() implements Demand {}

        /** People say yes. */
        record Approved(ApprovalRule rule) implements Demand {}
    }

    /** Where it stands in the order of asking: people last. */
    int cost() {
        return switch (demand) {
            case Demand.Proven proven -> proven.proof().cost();
            case Demand.Soaked soaked -> 100;
            case Demand.InWindow window -> 110;
            case Demand.Approved approved -> 130;
        };
    }

    /** Whether people must act before it can hold. */
    public boolean asksPeople() {
        return demand instanceof Demand.Approved
                || (demand instanceof Demand.Proven proven && proven.proof() == Proof.KEY_USERS);
    }

    /** Those whose word counts here, before anybody is left out for a release. */
    public List<Person> answerers(People people) {
        return switch (demand) {
            case Demand.Approved approved -> approved.rule().eligible(people);
            case Demand.Proven proven -> people.among(proven.vouchers());
            case Demand.Soaked soaked -> List.of();
            case Demand.InWindow window -> List.of();
        };
    }

    /** The same, meaning more or less. */
    public Gate in(Mode other) {
        return new Gate(name, other, demand);
    }
}
