package dev.understudy.targets.installation;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies a production that goes on: its database as pg_dump sees it in one moment, its files, its own modules. Nothing of
 * it is changed. Done again, only what is new among the files is copied.
 */
public final class Adoption {

    /** What is done, in its order. */
    public enum Stage {
        LOOK,
        FILES,
        DATABASE,
        CODE
    }

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
     * @param stages is told of each as it begins
     * @throws dev.understudy.model.fault.FaultException as {@link Audit#look}; {@code adopt.address-alone},
     *     {@code adopt.no-filestore}, {@code adopt.postgres-newer}, {@code adopt.dump-failed}, {@code adopt.being-copied},
     *     {@code adopt.not-copied}
     */
    public Adopted copy(AuditOrder order, Path folder, Consumer<Stage> stages) {
        if (order.database().contains("://")) {
            throw Fault.usage("adopt.address-alone").exception();
        }
        stages.accept(Stage.LOOK);
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
            try (CopyLock _ = CopyLock.take(copy)) {
                FilestoreMirror mirror = new FilestoreMirror(
                        TheirFiles.of(host, found, files, !order.filestore().isEmpty()), copy.resolve("filestore"));
                // Before the dump, since Odoo takes files away that no row names any more; and after it, for those that
                // came.
                stages.accept(Stage.FILES);
                long copied = mirror.bringOver();
                stages.accept(Stage.DATABASE);
                long began = System.nanoTime();
                Path dump = dump(report, visited, copy);
                long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
                copied += mirror.bringOver();
                stages.accept(Stage.CODE);
                List<Adopted.Code> code = new CodeTaken(found, host, folder.resolve("code")).take(report.folders());
                return new Adopted(
                        report,
                        dump.toString(),
                        copy.resolve("filestore").toString(),
                        served(found, visited, files, copy),
                        code,
                        took,
                        Files.size(dump),
                        copied);
            }
        } catch (IOException failure) {
            throw Fault.failed("adopt.not-copied", failure).at(folder).exception(failure);
        }
    }

    /** By the names that the options have had from 14 to 20. */
    Adopted.Served served(Found found, Visited visited, Path files, Path copy) throws IOException {
        int port = port(found.option("http_port", found.option("xmlrpc_port", "")), 8069);
        boolean workers = DatabaseLook.number(found.option("workers", "0")) > 0;
        int other = port(found.option("gevent_port", found.option("longpolling_port", "")), 8072);
        int websocket = workers ? other : port;
        List<String> doubts = new ArrayList<>();
        Optional<ContainedOdoo> contained = ContainedOdoo.of(host, found, visited, doubts);
        if (contained.isEmpty()) {
            return new Adopted.Served(
                    port,
                    websocket,
                    files.toString(),
                    null,
                    kept(found, visited, copy.resolve("odoo.conf"), doubts),
                    doubts);
        }
        ContainedOdoo odoo = contained.get();
        return new Adopted.Served(
                odoo.port(port),
                odoo.port(websocket),
                odoo.filestore(found, visited).orElse(files.toString()),
                odoo.write(host, found, visited, copy.resolve("odoo.conf"), doubts)
                        .orElse(null),
                "",
                doubts);
    }

    /**
     * The settings of an Odoo in another root, whose {@code odoo.conf} is at another path here and may not say all. None of one
     * that is apart: the name of a server may mean nothing here, or another.
     */
    private String kept(Found found, Visited visited, Path file, List<String> doubts) throws IOException {
        boolean apart = found.process().filter(OdooProcess::apart).isPresent();
        if (found.place().equals(Place.HERE) || apart) {
            return "";
        }
        if (visited.host().startsWith("/")) {
            doubts.add("it reaches its database by a socket in its own root, " + visited.host());
            return "";
        }
        KeptSettings.write(host, found.place().root().toString(), found, visited, visited.host(), file);
        return file.toString();
    }

    private static int port(String given, int usual) {
        return given.matches("[1-9]\\d{0,4}") ? Integer.parseInt(given) : usual;
    }

    private Path dump(AuditReport report, Visited visited, Path copy) throws IOException {
        Path dump = copy.resolve(visited.database().replace('/', '_') + ".dump");
        Path fresh = copy.resolve("being-written.dump");
        Files.deleteIfExists(fresh);
        VisitedPrograms programs = new VisitedPrograms(host);
        AuditReport.Server server = report.server();
        if (server != null) {
            programs.require(server.major(), server.version());
        }
        CommandResult result = programs.run(
                visited,
                "pg_dump",
                Stream.concat(
                                Stream.of(
                                        "--format=custom",
                                        "--compress=1",
                                        "--lock-wait-timeout=60s",
                                        "--file=" + fresh),
                                Unreadable.leftOut(report.data().unreadable()))
                        .toList());
        if (!result.succeeded()) {
            throw failed(visited, result).exception();
        }
        Files.move(fresh, dump, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return dump;
    }

    /** {@code adopt.dump-failed}, with the end of what pg_dump said. */
    static Fault failed(Visited visited, CommandResult result) {
        String said = result.err().strip();
        return Fault.failed("adopt.dump-failed", visited.database(), said.substring(Math.max(0, said.length() - 600)))
                .at(visited.place());
    }
}
