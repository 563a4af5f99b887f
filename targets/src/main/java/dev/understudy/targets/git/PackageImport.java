package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooPackage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Makes a commit of a package of Odoo for Debian, laid out as Odoo's own repository is. */
final class PackageImport {

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration CONNECT = Duration.ofSeconds(30);

    /** Debian's place for what all Pythons of one version share. */
    private static final String CODE = "usr/lib/python3/dist-packages/odoo";

    private static final String PROGRAM = """
            #!/usr/bin/env python3
            import odoo.cli

            if __name__ == "__main__":
                odoo.cli.main()
            """;

    private final Host host;
    private final GitCommands git;
    private final IndexCommands commits;
    private final Path cache;

    /**
     * @param git of the repository that gets the commits
     * @param cache what is downloaded
     */
    PackageImport(Host host, GitCommands git, Path cache) {
        this.host = host;
        this.git = git;
        this.commits = new IndexCommands(git);
        this.cache = cache;
    }

    /**
     * The commit of a package; made when it is not there.
     *
     * @param named its path or its address
     * @param sum its SHA-256; empty for any
     */
    synchronized String commit(String named, String sum) {
        Path file = named.startsWith("/") ? Path.of(named) : downloaded(named, sum);
        if (!host.exists(file)) {
            throw Fault.usage("package.not-there", named).exception();
        }
        requireSum(file, named, sum);
        Path lent = lend(file);
        try {
            CommandResult control =
                    host.run(asGit(Command.of("dpkg-deb", "--field", lent, "Package", "Version", "Depends")));
            if (!control.succeeded() || OdooPackage.version(control.out()).isEmpty()) {
                throw noOdoo(named, control.err().strip());
            }
            host.require(git.init());
            host.require(git.attributes());
            Path work = Path.of(out(asGit(Command.of("mktemp", "-d", beside(".package-XXXXXXXX")))));
            try {
                return commit(lent, named, control.out(), work);
            } finally {
                host.run(asGit(Command.of("rm", "-rf", "--", work)));
            }
        } finally {
            host.delete(lent);
        }
    }

    /** A copy that git's user can read, whoever the file's readers are. */
    private Path lend(Path file) {
        host.require(Command.of("install", "-d", "-m", "0755", "--", cache));
        Path lent = Path.of(out(Command.of("mktemp", cache.resolve(".lent-XXXXXXXX"))));
        host.require(Command.of("install", "-m", "0444", "--", file, lent)
                .within(LONG)
                .whileItMoves());
        return lent;
    }

    /** The folder of the mirrors is git's user's: whoever else writes there may be led elsewhere. */
    private Command asGit(Command command) {
        return command.as(git.walls().user());
    }

    private Path beside(String suffix) {
        return git.mirror().resolveSibling("." + git.mirror().getFileName() + suffix);
    }

    private String commit(Path file, String named, String control, Path work) {
        Path data = work.resolve("data");
        Path tree = work.resolve("tree");
        host.require(asGit(Command.of("mkdir", "-p", "--", data, tree.resolve("DEBIAN"))));
        host.require(asGit(Command.of("dpkg-deb", "--extract", file, data))
                .within(LONG)
                .whileItMoves());
        Path code = data.resolve(CODE);
        CommandResult seconds = host.run(asGit(Command.of("stat", "--format=%Y", "--", code.resolve("release.py"))));
        if (!seconds.succeeded()) {
            throw noOdoo(named, CODE + "/release.py");
        }
        host.require(asGit(Command.of("mv", "--", code, tree.resolve("odoo"))));
        write(tree.resolve("odoo-bin"), PROGRAM, "0755");
        write(tree.resolve(OdooPackage.CONTROL), control, "0644");
        Path index = work.resolve("index");
        host.require(commits.addAll(index, tree).within(LONG).whileItMoves());
        String version = OdooPackage.version(control);
        String commit = out(commits.firstCommit(
                out(commits.writeTree(index)), "Odoo " + version, seconds.out().strip()));
        host.require(git.keep(commit));
        host.require(git.tag(version, commit));
        return commit;
    }

    private void write(Path file, String text, String mode) {
        host.require(asGit(Command.of("sh", "-c", "cat >\"$0\" && chmod \"$1\" \"$0\"", file, mode))
                .withInput(text));
    }

    private void requireSum(Path file, String named, String sum) {
        if (!sum.isEmpty()) {
            String found = out(Command.of("sha256sum", "--", file).within(LONG).whileItMoves())
                    .split(" ", -1)[0];
            if (!found.equals(sum)) {
                throw Fault.refused("package.differs", named, sum, found).exception();
            }
        }
    }

    /** Kept by its checksum, without which nothing is downloaded. */
    private Path downloaded(String address, String sum) {
        if (sum.isEmpty()) {
            throw Fault.usage("package.without-checksum", address).exception();
        }
        Path file = cache.resolve(sum + ".deb");
        if (host.exists(file)) {
            return file;
        }
        Path fresh = cache.resolve("." + sum + ".new");
        host.require(Command.of("mkdir", "-p", "--", cache));
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .build()) {
            HttpResponse<Path> answer =
                    client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofFile(fresh));
            if (answer.statusCode() != 200) {
                throw Fault.refused("package.unreachable", address, Integer.toString(answer.statusCode()))
                        .exception();
            }
            requireSum(fresh, address, sum);
            host.require(Command.of("mv", "-T", "--", fresh, file));
            return file;
        } catch (IOException failure) {
            throw Fault.refused("package.unreachable", address, String.valueOf(failure.getMessage()))
                    .exception(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.failed("package.unreachable", address, "interrupted").exception(stopped);
        } finally {
            host.delete(fresh);
        }
    }

    private static RuntimeException noOdoo(String named, String why) {
        return Fault.refused("package.no-odoo", named, why).exception();
    }

    private String out(Command command) {
        return host.require(command).out().strip();
    }
}
