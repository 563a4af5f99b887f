package dev.understudy.targets.host;

import dev.understudy.model.home.ProjectHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may enter the folders of a home. What belongs to Understudy alone is closed to all others; through what leads to the
 * folders of system users they may pass, without seeing what else is there. Code and configuration are in the first kind:
 * Odoo sees its own because its sandbox shows it.
 */
public final class HomeFolders {

    private static final String OURS = "0700";
    private static final String PASSAGE = "0711";

    private final Host host;
    private final ProjectHome home;
    private final PrivateTree tree;

    public HomeFolders(Host host, ProjectHome home) {
        this.host = host;
        this.home = home;
        this.tree = new PrivateTree(host);
    }

    /** Makes the folders of the home, and closes what an earlier version left open. */
    public void close() {
        make(PASSAGE, List.of(home.directory(), home.volumes(), all("run")));
        make(OURS, List.of(home.secrets(), home.mirrors(), home.code(), all("builds"), all("packages"), all("env")));
        make(OURS, List.of(all("backups"), all("exports"), all("restore-points")));
        // What somebody gets out of such a folder later, with a move, is closed by itself.
        tree.shut(all("backups"), "");
        tree.shut(all("exports"), "");
        shutOwnFiles();
        passages(all("run"), 1);
        passages(home.volumes(), 2);
        opened().forEach(data -> tree.shut(data, odoo(data)));
    }

    /** Makes the folders of an environment that are not in its volumes. */
    public void make(String environment) {
        make(OURS, List.of(home.environment(environment)));
        make(PASSAGE, List.of(home.run(environment)));
    }

    private void make(String mode, List<Path> folders) {
        List<String> argv = new ArrayList<>(List.of("install", "-d", "-m", mode, "--"));
        folders.forEach(folder -> argv.add(folder.toString()));
        host.require(Command.of(argv));
    }

    /** The home's own files: its token, its log, where its project is. */
    private void shutOwnFiles() {
        host.require(Command.of(
                "find",
                home.directory(),
                "-mindepth",
                1,
                "-maxdepth",
                1,
                "-type",
                "f",
                "-perm",
                "/077",
                "-exec",
                "chmod",
                "go=",
                "--",
                "{}",
                "+"));
    }

    /** What all environments, or releases, have a folder in. */
    private Path all(String name) {
        return home.directory().resolve(name);
    }

    private void passages(Path folder, int depth) {
        host.require(Command.of(
                "find",
                folder,
                "-mindepth",
                1,
                "-maxdepth",
                depth,
                "-type",
                "d",
                "-perm",
                "/066",
                "-exec",
                "chmod",
                PASSAGE,
                "--",
                "{}",
                "+"));
    }

    /** Whose data it is; nobody's, where its owner is none of this home's: that one runs nothing here. */
    private String odoo(Path data) {
        Path environment = home.volumes().relativize(data).getName(0);
        String user = SystemUsers.ofEnvironment(home.directory(), environment.toString());
        String owner =
                host.require(Command.of("stat", "-c", "%U", "--", data)).out().strip();
        return owner.equals(user) ? user : "";
    }

    /** The data of environments and of their restore points that others may enter. */
    private List<Path> opened() {
        return host.require(Command.of(
                        "find",
                        home.volumes(),
                        "-mindepth",
                        3,
                        "-maxdepth",
                        3,
                        "-type",
                        "d",
                        "-name",
                        "data",
                        "-perm",
                        "/077",
                        "-print"))
                .out()
                .lines()
                .map(Path::of)
                .toList();
    }
}
