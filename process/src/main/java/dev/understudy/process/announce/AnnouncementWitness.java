package dev.understudy.process.announce;

import dev.understudy.model.announcement.Told;
import dev.understudy.model.config.Notice;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.release.Witness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether everybody was told for when the release is planned now, and since when they know. */
public final class AnnouncementWitness implements Witness {

    private final Supplier<Project> project;
    private final Announcements announcements;

    public AnnouncementWitness(Supplier<Project> project, Announcements announcements) {
        this.project = project;
        this.announcements = announcements;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        List<Notice> notices = project.get().telling().notices();
        Map<String, Map<String, List<Told>>> told = notices.isEmpty() ? Map.of() : announcements.told(releases);
        return asked -> evidence(asked, notices, told.getOrDefault(asked.id(), Map.of()));
    }

    /** @param heard what each audience was told of it */
    private static List<Evidence> evidence(Case asked, List<Notice> notices, Map<String, List<Told>> heard) {
        Optional<Instant> planned = asked.planned();
        List<Instant> since = new ArrayList<>();
        for (Notice notice : notices) {
            Optional<Instant> told =
                    planned.flatMap(start -> since(start, heard.getOrDefault(Audience.name(notice), List.of())));
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
