package dev.understudy.server;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.git.AggregateMirror;
import dev.understudy.targets.git.BranchKey;
import dev.understudy.targets.git.Branches;
import dev.understudy.targets.git.GitBranches;
import dev.understudy.targets.git.GitMirror;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.git.PackageMirror;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.python.BuildPlace;
import dev.understudy.targets.python.PackagesByHand;
import dev.understudy.targets.python.PipPackages;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.runtime.OdooProgram;
import dev.understudy.targets.runtime.OdooPython;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a project's code comes from: its repositories, and the Python packages that they ask for.
 *
 * @param walls around git
 */
record CodeSources(ProjectHome home, Host host, GitWalls walls) {

    /** Of a project of a service; git has its user and its folder afterwards. */
    static CodeSources of(Home service, ProjectHome home, Host host) {
        if (!host.root()) {
            return new CodeSources(home, host, GitWalls.NONE);
        }
        GitWalls walls = new GitWalls(
                SystemUsers.ofGit(home.directory()),
                List.of(
                        home.secrets(),
                        home.volumes(),
                        service.first().secrets(),
                        service.first().volumes(),
                        service.control(),
                        service.token()));
        new SystemUsers(host).ensure(walls.user());
        new PrivateTree(host).give(home.mirrors(), walls.user());
        return new CodeSources(home, host, walls);
    }

    /** A mirror for each repository, always the same. */
    Function<Repository, Mirror> mirrors(Supplier<Project> project) {
        Map<Repository, Mirror> made = new ConcurrentHashMap<>();
        return repository -> made.computeIfAbsent(repository, one -> mirror(one, project));
    }

    private Mirror mirror(Repository one, Supplier<Project> project) {
        if (one.packaged()) {
            return new PackageMirror(host, home.mirror(one.name()), home.cache(), one.name(), walls);
        }
        if (one.aggregation().isPresent()) {
            return new AggregateMirror(
                    host, home.mirror(one.name()), one.name(), one.aggregation().get(), walls);
        }
        return new GitMirror(
                host,
                home.mirror(one.name()),
                one.name(),
                one.url(),
                walls,
                project.get().ofOdoo(one.name()) ? GitMirror.Extent.ASKED : GitMirror.Extent.WHOLE);
    }

    /**
     * The branches of a repository that has a mirror.
     *
     * @param secrets makes new random secrets
     */
    Function<Repository, Branches> branches(Function<Repository, Mirror> mirrors, Supplier<String> secrets) {
        BranchKey key = new BranchKey(host, home.secrets().resolve("branch.key"), secrets);
        return repository -> new GitBranches(
                host, mirrors.apply(repository), home.mirror(repository.name()), repository.url(), walls, key);
    }

    /** What installs packages for an Odoo, where its Python is known. */
    PythonPackages packages(OdooProgram program) {
        BuildPlace builds = new BuildPlace(
                home.builtPackages(),
                host.root() ? SystemUsers.ofBuilds(home.directory()) : "",
                new NamedRepositories(host, home.mirrors(), walls));
        return switch (program) {
            case OdooPython python -> new PipPackages(host, python, home.cache(), builds, System.getenv());
            default -> new PackagesByHand();
        };
    }
}
