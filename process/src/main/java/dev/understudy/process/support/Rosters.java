package dev.understudy.process.support;

import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.support.Roster;
import dev.understudy.model.support.Roster.Touched;
import dev.understudy.model.view.KeyUsersView.ApplicationView;
import dev.understudy.process.measure.KeyUserWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Says who helps the users of a release, from the project's file and from who was seen to work with what. */
public final class Rosters {

    private final Supplier<Project> project;
    private final Releases releases;
    private final Applications applications;
    private final KeyUserWork work;

    public Rosters(Supplier<Project> project, Releases releases, Applications applications, KeyUserWork work) {
        this.project = project;
        this.releases = releases;
        this.applications = applications;
        this.work = work;
    }

    /** Throws {@code release.not-found} for one that is not. */
    public void known(String release) {
        releases.get(release);
    }

    /** What a release touches, as users know it. */
    public List<Touched> touched(String release) {
        return applications.of(modules(release));
    }

    /** The modules that a release changes, brings and removes. */
    public Set<String> modules(String release) {
        ReleaseChanges changes = releases.changes(release);
        Set<String> modules = new TreeSet<>(changes.touched());
        modules.addAll(changes.added());
        modules.addAll(changes.removed());
        return modules;
    }

    /** Who helps from a moment on, as it is known now. */
    public Roster of(String release, Instant moment) {
        return of(release, touched(release), moment);
    }

    /** The same, for what it touches. */
    public Roster of(String release, List<Touched> touched, Instant moment) {
        Project present = project.get();
        return Roster.of(touched, workers(release), present.support(), present.people(), moment);
    }

    private Map<String, Set<String>> workers(String release) {
        Map<String, Set<String>> workers = new TreeMap<>();
        for (ApplicationView application :
                work.last(release).map(view -> view.applications()).orElse(List.of())) {
            Set<String> logins = workers.computeIfAbsent(application.application(), module -> new TreeSet<>());
            logins.addAll(application.usually());
            logins.addAll(application.by());
        }
        return workers;
    }
}
