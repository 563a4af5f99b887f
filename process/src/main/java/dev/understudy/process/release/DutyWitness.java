package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.people.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether somebody is on duty when a release is planned, or now. While nobody is, that may change: nothing is known. */
public final class DutyWitness implements Witness {

    private final Supplier<Project> project;

    public DutyWitness(Supplier<Project> project) {
        this.project = project;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        return this::evidence;
    }

    private List<Evidence> evidence(Case asked) {
        Instant start = asked.planned().filter(asked.now()::isBefore).orElse(asked.now());
        List<Person> onDuty = project.get().people().onDuty(start);
        return onDuty.isEmpty()
                ? List.of()
                : List.of(new Evidence(
                        Proof.ON_DUTY,
                        asked.digest(),
                        true,
                        asked.now(),
                        asked.now(),
                        onDuty.stream().map(Person::name).collect(Collectors.joining(", ")),
                        ""));
    }
}
