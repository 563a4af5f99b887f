package dev.understudy.model.method;

import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModulePattern;
import java.util.List;
import java.util.Set;

/**
 * Whose yes is needed.
 *
 * @param by roles, or names of people
 * @param needed of how many of them
 * @param never whose yes does not count
 * @param from the least class that is asked about
 * @param touches modules that are asked about, {@code account*} for all whose name begins so; empty for any
 */
public record ApprovalRule(Set<String> by, int needed, Set<Never> never, ChangeClass from, List<String> touches) {

    public ApprovalRule {
        by = Set.copyOf(by);
        never = Set.copyOf(never);
        touches = List.copyOf(touches);
    }

    /** Whose yes does not count. */
    public enum Never {
        /** The author's, where nobody else says yes. */
        AUTHOR_ALONE,
        /** An author's. */
        AUTHOR,
        /** The yes of who made the release. */
        RELEASER
    }

    /** One yes of one of these, not of the author alone, whatever changes. */
    public static ApprovalRule of(Set<String> by) {
        return new ApprovalRule(by, 1, Set.of(Never.AUTHOR_ALONE), ChangeClass.A, List.of());
    }

    /** Whether it asks about such a change. */
    public boolean asks(ChangeClass changeClass, Set<String> modules) {
        return changeClass.compareTo(from) >= 0
                && (touches.isEmpty() || modules.stream().anyMatch(this::touches));
    }

    private boolean touches(String module) {
        return touches.stream().anyMatch(form -> ModulePattern.matches(form, module));
    }

    /** Those who may say yes, before anybody is left out for a release. */
    public List<Person> eligible(People people) {
        return people.among(by);
    }

    /**
     * How many can say yes in the worst case, in which one of them wrote the release and made it.
     *
     * @param eligible who may say yes at all
     * @param leftOut how many of them do not count then
     */
    public record Margin(int needed, int eligible, int leftOut) {

        public boolean passable() {
            return eligible - leftOut >= needed;
        }
    }

    /** Whether this can ever be passed. */
    public Margin margin(People people) {
        List<Person> eligible = eligible(people);
        boolean mayBeAuthor = eligible.stream().anyMatch(Person::mayBeAuthor);
        boolean excludes = never.contains(Never.AUTHOR) || never.contains(Never.RELEASER);
        boolean alone = never.contains(Never.AUTHOR_ALONE) && eligible.size() == 1;
        return new Margin(needed, eligible.size(), mayBeAuthor && (excludes || alone) ? 1 : 0);
    }
}
