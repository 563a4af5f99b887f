package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.PostgresSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Confinement;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Cluster.Tuning;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Where the clusters of an environment lie, how safely they write, and how they are confined. */
final class ClusterPlaces {

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Enclosure enclosure;

    ClusterPlaces(ProjectHome home, Supplier<Project> project, Enclosure enclosure) {
        this.home = home;
        this.project = project;
        this.enclosure = enclosure;
    }

    /** The cluster on a volume of the environment. */
    Cluster on(Environment environment, Volume volume, int port) {
        Path directory = home.run(environment.name()).resolve(volume.name());
        return new Cluster(
                environment.name(),
                volume.pgdata(),
                directory,
                port,
                environment.isProduction() ? Purpose.PRODUCTION : Purpose.COPY,
                directory.resolve("postgresql.log"),
                confinement(environment),
                tuning(environment));
    }

    /** A rehearsal and a copy behave as production's does. */
    private Tuning tuning(Environment environment) {
        PostgresSettings own = project.get()
                .environment(environment.name())
                .map(EnvironmentSettings::postgres)
                .orElse(PostgresSettings.NONE);
        PostgresSettings all =
                environment.isCopy() ? project.get().production().postgres().underACopy(own) : own;
        return new Tuning(all.major(), Series.of(project.get().odoo().series()).leastPostgres(), all.settings());
    }

    /** Its clusters' own user, which answers on the port of the one that serves and of one on its way in. */
    private Confinement confinement(Environment environment) {
        return new Confinement(
                environment.systemUser().isEmpty() ? "" : SystemUsers.ofClusters(home.directory(), environment.name()),
                List.of(environment.postgresPort(), Ports.nextPostgres(environment)),
                // Production must run, fenced or not; a copy must not run unfenced.
                !environment.isProduction() && enclosure.required(environment));
    }
}
