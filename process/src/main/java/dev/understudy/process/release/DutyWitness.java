package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether somebody is on duty when a release is planned, or now. While nobody is, that may change: nothing is known. */
public final class DutyWitness implements Witness {

    private final Supplier<Project> project;
    private final Plans plans;

    public DutyWitness(Supplier<Project> project, Plans plans) {
        this.project = project;
        this.plans = plans;
    }

    @Override
    public List<Evidence> evidence(Case asked) {
        Instant start = plans.planned(asked.release().id())
                .filter(asked.now()::isBefore)
                .orElse(asked.now());
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
