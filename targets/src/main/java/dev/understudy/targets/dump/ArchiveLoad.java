package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.dump.ArchiveToc.Entry;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.DumpHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Loads an archive of pg_dump: what stands before the rows as SQL, so that it can be changed; the rows and what follows
 * them by pg_restore itself, over two connections; and what of that failed, once more as SQL.
 */
final class ArchiveLoad {

    private static final Duration LONG = Duration.ofHours(24);
    private static final String JOBS = "--jobs=2";
    private static final List<String> PLAIN = List.of(
            "--no-owner",
            "--no-privileges",
            "--no-security-labels",
            "--no-publications",
            "--no-subscriptions",
            "--no-tablespaces");

    private final LocalHost host;
    private final DumpHost target;
    private final Dump.Archive archive;
    private final Path staging;

    ArchiveLoad(LocalHost host, DumpHost target, Dump.Archive archive, Path staging) {
        this.host = host;
        this.target = target;
        this.archive = archive;
        this.staging = staging;
    }

    /**
     * The table of contents.
     *
     * @throws dev.understudy.model.fault.FaultException {@code dump.newer-postgres}, {@code dump.cut-off}
     */
    ArchiveToc toc() throws IOException {
        return ArchiveToc.parse(
                new String(output(List.of("--list", archive.path().toString())), StandardCharsets.UTF_8));
    }

    /** In SQL, what stands before the rows. */
    byte[] beforeRows() throws IOException {
        List<String> arguments = new ArrayList<>(PLAIN);
        arguments.addAll(
                List.of("--section=pre-data", "--file=-", archive.path().toString()));
        return output(arguments);
    }

    private byte[] output(List<String> arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandResult result =
                host.stream(target.program("pg_restore", arguments).within(LONG), null, out);
        if (!result.succeeded()) {
            throw refused(result.err().strip());
        }
        return out.toByteArray();
    }

    private RuntimeException refused(String said) throws IOException {
        if (said.contains("unsupported version")) {
            Path head = Files.isDirectory(archive.path()) ? archive.path().resolve("toc.dat") : archive.path();
            return Fault.refused("dump.newer-postgres", ArchiveVersion.of(Compression.start(head, 4096)))
                    .exception();
        }
        if (cutOff(said)) {
            return Fault.usage("dump.cut-off").exception();
        }
        return Fault.failed("dump.load-failed", said.lines().findFirst().orElse(""))
                .exception();
    }

    static boolean cutOff(String said) {
        return said.matches("(?is).*(end of file|could not read from|could not uncompress|could not open .*\\.dat"
                + "|no such file|corrupt|unexpected end|could not find block).*");
    }

    /**
     * Loads rows and what follows them.
     *
     * @param absentTables whose rows are not loaded
     * @param done is told which part is done, from 0 to 1
     * @return what failed, by the number of its entry, with what PostgreSQL said
     */
    Map<String, String> rows(ArchiveToc toc, Set<String> absentTables, DoubleConsumer done) throws IOException {
        List<Entry> wanted = toc.entries().stream()
                .filter(entry -> ArchiveToc.restored(entry, absentTables))
                .toList();
        List<String> arguments = new ArrayList<>(PLAIN);
        if (archive.format().parallel()) {
            arguments.add(JOBS);
        }
        arguments.addAll(List.of(
                "--section=data",
                "--section=post-data",
                "--use-list=" + list("rows.list", wanted),
                "--verbose",
                archive.path().toString()));
        RestoreWords said = new RestoreWords(weights(wanted), done);
        CommandResult result =
                host.stream(together(target.client("pg_restore", arguments)).within(LONG), null, said);
        said.write('\n');
        if (said.cutOff()) {
            throw Fault.usage("dump.cut-off").exception();
        }
        if (!result.succeeded() && (said.failures().isEmpty() || said.unfinished())) {
            throw Fault.failed("dump.load-failed", said.lastWords()).exception();
        }
        return said.failures();
    }

    /** In SQL, what failed. */
    byte[] again(ArchiveToc toc, Set<String> failed) throws IOException {
        List<Entry> wanted = toc.entries().stream()
                .filter(entry -> failed.contains(entry.id()))
                .toList();
        List<String> arguments = new ArrayList<>(PLAIN);
        arguments.addAll(List.of(
                "--section=post-data",
                "--use-list=" + list("again.list", wanted),
                "--file=-",
                archive.path().toString()));
        return output(arguments);
    }

    /** By its number, how much of the work an entry is. */
    private Map<String, Long> weights(List<Entry> wanted) {
        Map<String, Long> weights = new LinkedHashMap<>();
        for (Entry entry : wanted) {
            long bytes = 1 << 12;
            if (archive.format() == Dump.Format.DIRECTORY && entry.data()) {
                for (String ending : List.of("", ".gz", ".zst", ".lz4")) {
                    Path file = archive.path().resolve(entry.id() + ".dat" + ending);
                    bytes += file.toFile().length();
                }
            }
            weights.put(entry.id(), bytes);
        }
        return weights;
    }

    private Path list(String name, List<Entry> entries) {
        Path list = staging.resolve(name);
        String text = entries.stream()
                .map(entry -> entry.id() + "; 0 0 " + entry.kind())
                .collect(Collectors.joining("\n", "", "\n"));
        host.write(list, text, "0644", null);
        return list;
    }

    /** What it says of its progress and of errors, in one stream. */
    private static Command together(Command command) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\" 2>&1"));
        argv.addAll(command.argv());
        return command.running(argv);
    }
}
