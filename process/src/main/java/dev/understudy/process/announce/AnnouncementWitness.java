package dev.understudy.process.announce;

import dev.understudy.model.announcement.Told;
import dev.understudy.model.config.Notice;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.release.Plans;
import dev.understudy.process.release.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether everybody was told for when the release is planned now, and since when they know. */
public final class AnnouncementWitness implements Witness {

    private final Supplier<Project> project;
    private final Plans plans;
    private final Announcements announcements;

    public AnnouncementWitness(Supplier<Project> project, Plans plans, Announcements announcements) {
        this.project = project;
        this.plans = plans;
        this.announcements = announcements;
    }

    @Override
    public List<Evidence> evidence(Case asked) {
        String release = asked.release().id();
        Optional<Instant> planned = plans.planned(release);
        List<Instant> since = new ArrayList<>();
        for (Notice notice : project.get().telling().notices()) {
            Optional<Instant> told =
                    planned.flatMap(start -> since(start, announcements.told(release, Audience.name(notice))));
            if (told.isEmpty()) {
                return List.of();
            }
            since.add(told.get());
        }
        return since.stream()
                .max(Instant::compareTo)
                .map(last -> new Evidence(
                        Proof.ANNOUNCED,
                        asked.digest(),
                        true,
                        last,
                        last,
                        planned.orElseThrow().toString(),
                        ""))
                .stream()
                .toList();
    }

    /** The first of the announcements that name this start, with none of another after it. */
    private static Optional<Instant> since(Instant start, List<Told> told) {
        Optional<Instant> since = Optional.empty();
        for (Told one : told) {
            if (!one.kind().expected() || !one.start().equals(start)) {
                since = Optional.empty();
            } else if (since.isEmpty()) {
                since = Optional.of(one.at());
            }
        }
        return since;
    }
}
