package dev.understudy.targets.installation;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.postgres.RelayedServer;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Copies a production that goes on: its database as pg_dump sees it in one moment, its files, its own modules. Nothing of
 * it is changed. Done again, only what is new among the files is copied.
 */
public final class Adoption {

    private static final Duration LONGEST = Duration.ofHours(24);

    private final LocalHost host;
    private final InstantSource clock;
    private final Map<String, String> variables;

    /** As {@link Audit#Audit}. */
    public Adoption(LocalHost host, InstantSource clock, Map<String, String> variables) {
        this.host = host;
        this.clock = clock;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Looks, and copies into a folder.
     *
     * @throws dev.understudy.model.fault.FaultException as {@link Audit#look}; {@code adopt.address-alone},
     *     {@code adopt.no-filestore}, {@code adopt.postgres-newer}, {@code adopt.dump-failed}, {@code adopt.not-copied}
     */
    public Adopted copy(AuditOrder order, Path folder) {
        if (order.database().contains("://")) {
            throw Fault.usage("adopt.address-alone").exception();
        }
        AuditReport report = new Audit(host, clock, variables).look(order);
        if (report.filestore() == null) {
            throw Fault.refused("adopt.no-filestore")
                    .at(report.data().database())
                    .exception();
        }
        Found found = new Finder().find(order.configuration());
        Visited visited = DatabaseAddress.of(found, report.data().database());
        Path files = order.filestore().isEmpty()
                ? found.place().at(found.dataDirectory() + "/filestore/" + visited.database())
                : Path.of(order.filestore());
        try {
            Path copy = folder.resolve("copy");
            Files.createDirectories(
                    copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FilestoreMirror mirror = new FilestoreMirror(tree(found, order, files), copy.resolve("filestore"));
            // Before the dump, since Odoo takes files away that no row names any more; and after it, for those that
            // came.
            long copied = mirror.bringOver();
            long began = System.nanoTime();
            Path dump = dump(report, visited, copy);
            long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
            copied += mirror.bringOver();
            List<Adopted.Code> code = new CodeTaken(found, host, folder.resolve("code")).take(report);
            return new Adopted(
                    report,
                    dump.toString(),
                    copy.resolve("filestore").toString(),
                    code,
                    took,
                    Files.size(dump),
                    copied);
        } catch (IOException failure) {
            throw Fault.failed("adopt.not-copied", failure).at(folder).exception(failure);
        }
    }

    /** The filestore: one that was named, or one that is that Odoo's own, wherever it has led us. */
    private ForeignTree tree(Found found, AuditOrder order, Path files) throws IOException {
        // Below the root of a process the kernel itself leads on.
        Path real = found.place().equals(Place.HERE) ? files.toRealPath() : files;
        long uid = found.process().map(OdooProcess::uid).orElse(0L);
        String user = uid == 0 ? found.user() : Long.toString(uid);
        if (!host.root() || !order.filestore().isEmpty() || user.isEmpty() || user.equals("root")) {
            return new ForeignTree(real);
        }
        return new ForeignTree(
                real, real.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private Path dump(AuditReport report, Visited visited, Path copy) throws IOException {
        Path dump = copy.resolve(visited.database().replace('/', '_') + ".dump");
        Path fresh = copy.resolve("being-written.dump");
        Files.deleteIfExists(fresh);
        Path program = new PostgresBinaries(host).newest().resolve("pg_dump");
        AuditReport.Server server = report.server();
        int ours = major(program);
        if (server != null && server.major() > ours) {
            throw Fault.refused("adopt.postgres-newer", server.version(), Integer.toString(ours))
                    .exception();
        }
        if (visited.relay().isEmpty()) {
            run(program, visited, visited.host(), fresh);
        } else {
            try (RelayedServer relayed = RelayedServer.open(visited)) {
                run(program, visited, relayed.folder().toString(), fresh);
            }
        }
        Files.move(fresh, dump, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return dump;
    }

    /** {@code pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)}. */
    private int major(Path program) {
        String said = host.require(Command.of(program, "--version")).out();
        return DatabaseLook.number(said.replaceFirst("(?s).*PostgreSQL\\) (\\d+).*", "$1"));
    }

    private void run(Path program, Visited visited, String server, Path file) {
        Command command = Command.of(
                        program,
                        "--format=custom",
                        "--compress=1",
                        "--no-password",
                        "--lock-wait-timeout=60s",
                        "--host=" + server,
                        "--port=" + visited.port(),
                        "--username=" + visited.user(),
                        "--file=" + file,
                        "--dbname=" + visited.database())
                .with("PGAPPNAME", "understudy adopt")
                .within(LONGEST);
        CommandResult result =
                host.run(visited.password().isEmpty() ? command : command.withSecret("PGPASSWORD", visited.password()));
        if (!result.succeeded()) {
            String said = result.err().strip();
            throw Fault.failed(
                            "adopt.dump-failed", visited.database(), said.substring(Math.max(0, said.length() - 600)))
                    .at(visited.place())
                    .exception();
        }
    }
}
