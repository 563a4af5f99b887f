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
    private final Path cache;

    /**
     * @param git of the repository that gets the commits
     * @param cache what is downloaded
     */
    PackageImport(Host host, GitCommands git, Path cache) {
        this.host = host;
        this.git = git;
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
        CommandResult control = host.run(Command.of("dpkg-deb", "--field", file, "Package", "Version", "Depends"));
        if (!control.succeeded() || OdooPackage.version(control.out()).isEmpty()) {
            throw noOdoo(named, control.err().strip());
        }
        Path work = git.mirror().resolveSibling("." + git.mirror().getFileName() + ".package");
        host.delete(work);
        try {
            return commit(file, named, control.out(), work);
        } finally {
            host.delete(work);
        }
    }

    private String commit(Path file, String named, String control, Path work) {
        Path data = work.resolve("data");
        Path tree = work.resolve("tree");
        host.require(Command.of("install", "-d", "-m", "0755", "--", work, data, tree, tree.resolve("DEBIAN")));
        host.require(
                Command.of("dpkg-deb", "--extract", file, data).within(LONG).whileItMoves());
        Path code = data.resolve(CODE);
        if (!host.exists(code.resolve("release.py"))) {
            throw noOdoo(named, CODE + "/release.py");
        }
        String seconds = out(Command.of("stat", "--format=%Y", "--", code.resolve("release.py")));
        host.require(Command.of("mv", "--", code, tree.resolve("odoo")));
        host.write(tree.resolve("odoo-bin"), PROGRAM, "0755", null);
        host.write(tree.resolve(OdooPackage.CONTROL), control, "0644", null);
        if (!git.walls().user().isEmpty()) {
            host.require(Command.of("chown", "-R", "-h", git.walls().user() + ":", "--", work)
                    .within(LONG));
        }
        host.require(git.init());
        host.require(git.attributes());
        Path index = work.resolve("index");
        host.require(git.addAll(index, tree).within(LONG).whileItMoves());
        String version = OdooPackage.version(control);
        String commit = out(git.firstCommit(out(git.writeTree(index)), "Odoo " + version, seconds));
        host.require(git.keep(commit));
        host.require(git.tag(version, commit));
        return commit;
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
