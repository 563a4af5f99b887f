package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.dump.ArchiveToc.Entry;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.DumpHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
            "--no-owner", "--no-privileges", "--no-security-labels", "--no-publications", "--no-subscriptions",
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
        return ArchiveToc.parse(new String(
                output(List.of("--list", archive.path().toString())), StandardCharsets.UTF_8));
    }

    /** In SQL, what stands before the rows. */
    byte[] beforeRows() throws IOException {
        List<String> arguments = new ArrayList<>(PLAIN);
        arguments.addAll(List.of("--section=pre-data", "--file=-", archive.path().toString()));
        return output(arguments);
    }

    private byte[] output(List<String> arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandResult result = host.stream(target.program("pg_restore", arguments).within(LONG), null, out);
        if (!result.succeeded()) {
            throw refused(result.err().strip());
        }
        return out.toByteArray();
    }

    private RuntimeException refused(String said) throws IOException {
        if (said.contains("unsupported version")) {
            Path head = Files.isDirectory(archive.path())
                    ? archive.path().resolve("toc.dat")
                    : archive.path();
            return Fault.refused("dump.newer-postgres", ArchiveVersion.of(Compression.start(head, 4096)))
                    .exception();
        }
        if (cutOff(said)) {
            return Fault.usage("dump.cut-off").exception();
        }
        return Fault.failed("dump.load-failed", said.lines().findFirst().orElse("")).exception();
    }

    private static boolean cutOff(String said) {
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
        Said said = new Said(weights(wanted), done);
        CommandResult result = host.stream(
                together(target.client("pg_restore", arguments)).within(LONG), null, said);
        said.write('\n');
        if (said.cutOff()) {
            throw Fault.usage("dump.cut-off").exception();
        }
        if (!result.succeeded() && said.failures().isEmpty()) {
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
        return new Command(
                argv,
                command.environment(),
                command.secretNames(),
                command.directory(),
                command.user(),
                command.input(),
                command.timeout());
    }

    /** Reads what pg_restore says. */
    private static final class Said extends OutputStream {

        private static final int LONGEST = 4000;

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Map<String, Long> weights;
        private final DoubleConsumer told;
        private final Map<String, String> failures = new LinkedHashMap<>();
        private final Set<String> finished = new TreeSet<>();
        private final double all;
        private double done;
        private String entry = "";
        private String last = "";
        private boolean cutOff;

        Said(Map<String, Long> weights, DoubleConsumer told) {
            this.weights = weights;
            this.told = told;
            this.all = Math.max(1, weights.values().stream().mapToLong(Long::longValue).sum());
        }

        Map<String, String> failures() {
            return failures;
        }

        String lastWords() {
            return last;
        }

        boolean cutOff() {
            return cutOff;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() < LONGEST) {
                line.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }

        private void line(String text) {
            String said = text.replaceFirst("^pg_restore: ", "");
            last = said.isEmpty() ? last : said;
            if (said.startsWith("finished item ") || said.startsWith("launching item ")) {
                String id = said.split(" ", 4)[2];
                if (said.startsWith("f") && finished.add(id)) {
                    done += weights.getOrDefault(id, 0L);
                    told.accept(done / all);
                }
            } else if (said.matches("(processing data for|creating) .*")) {
                done += all / Math.max(1, weights.size());
                told.accept(Math.min(1, done / all));
            } else if (said.startsWith("from TOC entry ")) {
                entry = said.substring("from TOC entry ".length()).split(";", 2)[0];
            } else if (said.startsWith("error: ")) {
                error(said.substring("error: ".length()));
            }
        }

        private void error(String said) {
            String why = said.replaceFirst("^could not execute query: ERROR: +", "")
                    .replaceFirst("^COPY failed for table \"[^\"]*\": ERROR: +", "");
            cutOff |= ArchiveLoad.cutOff(why) && !said.contains("ERROR:");
            if (!entry.isEmpty() && !said.contains("worker process died")) {
                failures.putIfAbsent(entry, why);
            }
        }
    }
}
