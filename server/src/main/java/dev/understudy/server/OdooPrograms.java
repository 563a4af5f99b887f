package dev.understudy.server;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.OdooSource;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.runtime.InstalledOdoo;
import dev.understudy.targets.runtime.OdooProgram;
import dev.understudy.targets.runtime.SourceOdoo;
import java.nio.file.Path;
import java.util.Optional;

/** The Odoo of a project, as its file says where it comes from. */
final class OdooPrograms {

    private OdooPrograms() {}

    static OdooProgram of(Home service, ProjectHome home, Host host, OdooSource source) {
        Path accounts = home.directory().resolve("env");
        return switch (source.origin()) {
            case OdooSource.Debian debian ->
                new DebianRoot(host, home.cache(), accounts, source.series(), debian.packages());
            case OdooSource.Source code ->
                new SourceOdoo(host, home.cache(), accounts, source.series(), code.packages());
            case OdooSource.Installed installed ->
                new InstalledOdoo(host, service.directory(), accounts, installed.command(), installed.addons());
        };
    }

    /** The folder in which production's Odoo runs; empty where that is this machine's, or there is none yet. */
    static Optional<Path> folder(OdooProgram program, Environments environments, EnvironmentControl control) {
        return environments
                .find(Project.PRODUCTION)
                .flatMap(production ->
                        program.grounds(control.setting(production, "")).root());
    }
}
