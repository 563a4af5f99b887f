package dev.understudy.server.project;

import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which projects a home has, in a file of it: a line each, with the name, the folder of the project's home, whether it is
 * here or was let go, and where its {@code understudy.yaml} is. One that was let go keeps its line, so that it comes back
 * to what it left, and nobody else does.
 */
public final class Registry {

    private static final String HERE = "here";
    private static final String LET_GO = "let-go";
    private static final String SEPARATOR = "\t";

    private final Path file;
    private final List<Entry> entries;

    private Registry(Path file, List<Entry> entries) {
        this.file = file;
        this.entries = new ArrayList<>(entries);
    }

    /**
     * Reads it. A home of an earlier version, which had one project, is taken along.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.home-unusable}, {@code server.registry-unreadable}
     */
    public static Registry of(Home home) {
        Path file = home.registry();
        try {
            if (!Files.exists(file)) {
                return new Registry(file, earlier(home).stream().toList());
            }
            List<Entry> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                entries.add(entry(line, file));
            }
            return new Registry(file, entries);
        } catch (IOException failure) {
            throw Fault.failed("server.home-unusable", failure).at(file).exception(failure);
        }
    }

    /** In the order in which they were added. */
    public synchronized List<KnownProject> all() {
        return entries.stream().filter(Entry::here).map(Entry::project).toList();
    }

    /** Throws {@code server.project-not-found}. */
    public synchronized KnownProject get(String name) {
        return all().stream()
                .filter(project -> project.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.usage("server.project-not-found", name).exception());
    }

    /**
     * Takes a project in. The same file again is the same project, also when it has another name now.
     *
     * @param name as its file has it
     * @throws dev.understudy.model.fault.FaultException {@code server.project-name-taken} when another file has the name
     */
    public synchronized KnownProject add(String name, Path projectFile) {
        all().stream()
                .filter(project ->
                        project.name().equals(name) && !project.file().equals(projectFile))
                .findFirst()
                .ifPresent(other -> {
                    throw Fault.refused("server.project-name-taken", name, other.file())
                            .exception();
                });
        Predicate<Entry> same = entry -> entry.project().file().equals(projectFile)
                || (!entry.here() && entry.project().name().equals(name));
        String folder = entries.stream()
                .filter(same)
                .map(entry -> entry.project().folder())
                .findFirst()
                .orElseGet(() -> entries.isEmpty() ? KnownProject.FIRST : name);
        KnownProject added = new KnownProject(name, folder, projectFile);
        replace(same, new Entry(added, true));
        return added;
    }

    /** Lets a project go. Throws {@code server.project-not-found}. */
    public synchronized void remove(String name) {
        KnownProject project = get(name);
        replace(entry -> entry.project().equals(project), new Entry(project, false));
    }

    private void replace(Predicate<Entry> same, Entry by) {
        List<Entry> before = List.copyOf(entries);
        int place = 0;
        while (place < entries.size() && !same.test(entries.get(place))) {
            place++;
        }
        entries.removeIf(same);
        entries.add(Math.min(place, entries.size()), by);
        if (!entries.equals(before)) {
            write();
        }
    }

    private static Entry entry(String line, Path file) {
        String[] parts = line.split(SEPARATOR, 4);
        if (parts.length < 4 || !List.of(HERE, LET_GO).contains(parts[2])) {
            throw Fault.failed("server.registry-unreadable", line).at(file).exception();
        }
        return new Entry(new KnownProject(parts[0], parts[1], Path.of(parts[3])), parts[2].equals(HERE));
    }

    /** The one project that a home of an earlier version had. Its name is in its file, where that can be read. */
    private static Optional<Entry> earlier(Home home) throws IOException {
        Path pointer = home.directory().resolve("project");
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        Path file = Path.of(Files.readString(pointer).strip());
        String name = ProjectFile.read(file) instanceof Reading.Valid valid
                ? valid.project().name()
                : "first";
        return Optional.of(new Entry(new KnownProject(name, KnownProject.FIRST, file), true));
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            KnownProject project = entry.project();
            text.append(String.join(
                            SEPARATOR,
                            project.name(),
                            project.folder(),
                            entry.here() ? HERE : LET_GO,
                            project.file().toString()))
                    .append('\n');
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw Fault.failed("server.home-unusable", failure).at(file).exception(failure);
        }
    }

    /**
     * A line of the file.
     *
     * @param here false when the project was let go
     */
    private record Entry(KnownProject project, boolean here) {}
}
