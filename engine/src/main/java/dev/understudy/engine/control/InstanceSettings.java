package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.OdooOptions;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What Odoo's instances of an environment need to know, from its record and from {@code understudy.yaml}. */
final class InstanceSettings {

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Volumes volumes;
    private final ReleaseCode code;

    InstanceSettings(ProjectHome home, Supplier<Project> project, Volumes volumes, ReleaseCode code) {
        this.home = home;
        this.project = project;
        this.volumes = volumes;
        this.code = code;
    }

    /**
     * The setting of a slot's instances.
     *
     * @param release whose code they run; empty for Odoo's own modules alone
     */
    OdooSetting of(Environment environment, Slot slot, String release) {
        Project present = project.get();
        Optional<EnvironmentSettings> wished = present.environment(environment.name());
        return new OdooSetting(
                new OdooSetting.Tenant(
                        environment.name(),
                        environment.systemUser(),
                        environment.isProduction() ? Walls.NONE : Walls.bounded(Bounds.ofCopies())),
                present.odoo().series(),
                new OdooSetting.DatabaseLogin(
                        environment.database(), environment.postgresPort(), environment.odooPassword()),
                release.isEmpty()
                        ? new OdooSetting.Code(List.of(), List.of())
                        : new OdooSetting.Code(code.addons(release), code.packages(release), code.odoo(release)),
                new OdooSetting.Places(
                        volumes.volume(environment.name(), Volume.LIVE).data(),
                        home.environment(environment.name()),
                        wished.map(EnvironmentSettings::externalPaths).orElse(List.of())),
                new OdooSetting.Seat(
                        slot,
                        Ports.web(environment, slot),
                        Ports.gevent(environment, slot),
                        wished.map(EnvironmentSettings::workers).orElse(0)),
                new OdooSetting.Conduct(
                        environment.kind() == Kind.DEMO, mail(environment), options(present, environment, wished)));
    }

    private static OutgoingMail mail(Environment environment) {
        if (environment.isProduction()) {
            return OutgoingMail.ALLOWED;
        }
        OptionalInt mailbox = Ports.mailbox(environment);
        return mailbox.isPresent() ? OutgoingMail.caught(mailbox.getAsInt()) : OutgoingMail.NONE;
    }

    /** A rehearsal has production's, for it tells what production will do. */
    private static Map<String, Map<String, String>> options(
            Project present, Environment environment, Optional<EnvironmentSettings> wished) {
        OdooOptions own = environment.name().equals(Environment.REHEARSAL)
                ? present.production().options()
                : wished.map(EnvironmentSettings::options).orElse(OdooOptions.NONE);
        return present.odoo().options().under(own).resolved(System.getenv());
    }
}
