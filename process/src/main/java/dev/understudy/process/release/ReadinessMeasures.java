package dev.understudy.process.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.calendar.LoadMap;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.readiness.Considering.Measured;
import dev.understudy.model.readiness.CriticalUpdates;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.Release;
import dev.understudy.process.World;
import dev.understudy.process.measure.EdgeRequests;
import dev.understudy.process.measure.Load;
import dev.understudy.targets.postgres.Doors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures for a release what can be measured of the considerations: from production, its machine, and the rehearsal. */
public final class ReadinessMeasures {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessMeasures.class);
    private static final int PERCENT = 100;
    private static final int DAY = 24;
    private static final String SERVER = "SELECT current_setting('server_version')";

    private final Supplier<Project> project;
    private final Equipment.Records records;
    private final RehearsalReports reports;
    private final EdgeRequests requests;
    private final World world;

    public ReadinessMeasures(
            Supplier<Project> project,
            Equipment.Records records,
            RehearsalReports reports,
            EdgeRequests requests,
            World world) {
        this.project = project;
        this.records = records;
        this.reports = reports;
        this.requests = requests;
        this.world = world;
    }

    Measured of(ReleaseFacts facts, Instant now) {
        return new Measured(
                facts.planned().flatMap(planned -> load(planned, now)),
                locked(facts.release()),
                Optional.of(CriticalUpdates.of(known(facts.release()), now)),
                project.get().systems());
    }

    /** How much people work at an hour of the week, in percent of an hour's mean. */
    private Optional<Long> load(Instant planned, Instant now) {
        return production()
                .map(doors -> LoadMap.together(
                        Load.of(doors.reader(), now, ZoneOffset.UTC).map(),
                        LoadMap.of(requests.samples(), ZoneOffset.UTC)))
                .filter(map -> map.total() > 0)
                .map(map -> {
                    ZonedDateTime at = planned.atZone(ZoneOffset.UTC);
                    int hour = (at.getDayOfWeek().getValue() - 1) * DAY + at.getHour();
                    return map.hours().get(hour) * LoadMap.WEEK * PERCENT / map.total();
                });
    }

    private List<String> locked(String release) {
        long limit = project.get().warn().lock().toMillis();
        return records.rehearsals().latest(release).map(Rehearsal::run).flatMap(reports::of).stream()
                .flatMap(report -> report.database().locks().stream())
                .filter(lock -> lock.millis() > limit)
                .map(RehearsalReport.Lock::table)
                .distinct()
                .toList();
    }

    private CriticalUpdates.Known known(String id) {
        Release release = records.releases().get(id);
        List<PythonPackage> packages = records.releases().packages(id).orElse(List.of());
        return new CriticalUpdates.Known(
                world.code().builds().apply(release),
                packages.size(),
                server(),
                world.machine().updates().get());
    }

    /** {@code 17.5} of {@code 17.5 (Debian 17.5-1)}; one that does not answer in time is not known. */
    private Optional<String> server() {
        try {
            return production()
                    .flatMap(doors -> doors.reader().rows(SERVER).stream().findFirst())
                    .map(row -> row.getFirst().replaceFirst(" .*", ""));
        } catch (FaultException silent) {
            LOG.debug("production does not answer", silent);
            return Optional.empty();
        }
    }

    private Optional<Doors> production() {
        Optional<Environment> found = records.environments().find(Project.PRODUCTION);
        return found.flatMap(world.machine().databases());
    }
}
