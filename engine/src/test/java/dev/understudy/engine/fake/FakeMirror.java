package dev.understudy.engine.fake;

import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.python.PythonPackages;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A repository with the modules a and b. A commit is called {@code LEVEL-NAME}; its code needs data of that level. The
 * commits called {@link #ASKING} ask for Python packages.
 */
record FakeMirror(String name, Effects effects) implements Mirror {

    private static final String ASKING = "asking";

    /** The level of the data that a commit's code needs. */
    static String level(String commit) {
        return commit.substring(0, commit.indexOf('-'));
    }

    @Override
    public Optional<Instant> committed(String commit) {
        return Optional.empty();
    }

    @Override
    public void export(String commit, Path folder) {
        if (Files.exists(folder)) {
            return;
        }
        try {
            Path fresh = folder.resolveSibling(".exporting-" + folder.getFileName());
            write(commit, fresh);
            effects.happened("code half there");
            Files.move(fresh, folder);
            effects.happened("code placed");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void writeClone(String commit, String branch, Path folder) {
        export(commit, folder);
    }

    static void write(String commit, Path folder) throws IOException {
        for (String module : List.of("a", "b")) {
            Files.createDirectories(folder.resolve(module));
            Files.writeString(folder.resolve(module).resolve("__manifest__.py"), "{'name': '" + module + "'}\n");
        }
        Files.writeString(folder.resolve("commit"), commit);
        if (commit.endsWith(ASKING)) {
            Files.writeString(folder.resolve(PythonPackages.REQUIREMENTS), "greeting\n");
        }
    }

    @Override
    public void fetch(String revision) {
        effects.happened("fetched");
    }

    @Override
    public String resolve(String revision) {
        return revision.endsWith("-new") ? revision : "one-old";
    }

    @Override
    public List<Part> complete(String commit) {
        return List.of();
    }

    @Override
    public List<Commit> log(String from, String to) {
        return List.of();
    }

    @Override
    public <T> T diff(String from, String to, Collection<String> without, Function<Reader, T> reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> files(String commit) {
        List<String> manifests = List.of("a/__manifest__.py", "b/__manifest__.py");
        return commit.endsWith(ASKING)
                ? Stream.concat(manifests.stream(), Stream.of(PythonPackages.REQUIREMENTS))
                        .toList()
                : manifests;
    }

    @Override
    public List<String> pointers(String commit) {
        return List.of();
    }

    @Override
    public Map<String, String> texts(String commit, Collection<String> paths) {
        Map<String, String> texts = new LinkedHashMap<>();
        paths.forEach(path -> texts.put(path, file(commit, path)));
        return texts;
    }

    @Override
    public String file(String commit, String path) {
        return "{'name': 'A module'}";
    }
}
