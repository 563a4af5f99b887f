package dev.understudy.engine.fake;

import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.python.BuildPlace;
import dev.understudy.targets.python.PipPackages;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.runtime.OdooPython;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The Python of this machine, without a sandbox, in the place of an Odoo's. */
public final class ThisPython implements OdooPython {

    /** The packages of a project whose Odoo runs on it. */
    public static PythonPackages packages(ProjectHome home) {
        Host host = new LocalHost("local", CommandLog.NONE);
        NamedRepositories none = new NamedRepositories(host, home.directory().resolve("mirrors"), GitWalls.NONE);
        return new PipPackages(
                host, new ThisPython(), home.cache(), new BuildPlace(home.builtPackages(), "", none), Map.of());
    }

    @Override
    public String build(Consumer<String> progress) {
        return "python3";
    }

    @Override
    public List<String> python(List<Path> read, List<Path> written, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("python3"));
        argv.addAll(arguments);
        return argv;
    }

    @Override
    public List<String> alone(
            String user, Map<String, String> variables, List<Path> read, List<Path> written, List<String> arguments) {
        return python(read, written, arguments);
    }
}
