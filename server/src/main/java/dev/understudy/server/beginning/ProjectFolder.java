package dev.understudy.server.beginning;

import dev.understudy.model.beginning.NewProjectFile;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the file of a new project is to stand: a folder of its own, in which nothing of somebody else's is touched. */
public record ProjectFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectFolder.class);

    private static final String BRANCH = "main";

    /** What an adoption leaves, and takes up again. */
    private static final List<String> LEFT = List.of("copy", "code", ProjectFile.NAME);

    /** A path as somebody said it. Throws {@code server.folder-taken} for one that is none. */
    public static Path said(String text) {
        try {
            Path path = Path.of(text.strip());
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException none) {
            throw Fault.refused("server.folder-taken", text).exception(none);
        }
        throw Fault.refused("server.folder-taken", text).exception();
    }

    /**
     * One that is not there yet, or is empty.
     *
     * @param again whether it may hold what an adoption has left
     * @throws dev.understudy.model.fault.FaultException {@code server.folder-taken}
     */
    static ProjectFolder of(Path path, boolean again) {
        if (Files.exists(path)) {
            try (Stream<Path> there = Files.list(path)) {
                List<String> names =
                        there.map(one -> String.valueOf(one.getFileName())).toList();
                if (!names.isEmpty() && !(again && LEFT.containsAll(names))) {
                    throw Fault.refused("server.folder-taken", path).exception();
                }
            } catch (IOException unreadable) {
                throw Fault.refused("server.folder-taken", path).exception(unreadable);
            }
        }
        return new ProjectFolder(path);
    }

    /** Where the repository of modules that are to come would be. */
    public static Path repository(Path folder) {
        return folder.resolve("addons");
    }

    /** Makes a repository for modules that are to come. Throws {@code config.unwritable}. */
    void makeRepository() {
        Path repository = repository(path);
        LocalHost host = new LocalHost("local", CommandLog.NONE);
        try {
            Files.createDirectories(repository);
            Files.writeString(repository.resolve("README.md"), "The modules of this company.\n");
        } catch (IOException failure) {
            throw unwritable(repository, failure);
        }
        git(host, repository, "init", "--quiet", "--initial-branch=" + BRANCH);
        git(host, repository, "add", "--all");
        git(
                host,
                repository,
                "-c",
                "user.name=Understudy",
                "-c",
                "user.email=understudy@localhost",
                "commit",
                "--quiet",
                "--message=Begin");
    }

    /** Writes the file, which must be right; one that is there is somebody's work, and stays. */
    Path write(String text) {
        boolean _ = newFile().write(text);
        return file();
    }

    /** The project's name in a text that is to be the file; throws what is wrong with the text. */
    String check(String text) {
        return newFile().check(text);
    }

    private NewProjectFile newFile() {
        return NewProjectFile.in(path);
    }

    /** Where the file is, or will be. */
    Path file() {
        return newFile().path();
    }

    /** The project's name in the file that is there; empty where none is. Throws what is wrong with it. */
    Optional<String> name() {
        return newFile().there() ? Optional.of(check(read(file()))) : Optional.empty();
    }

    /**
     * Takes away what was made here.
     *
     * @param before whether the folder was there already
     */
    void takeAway(boolean before) {
        LocalHost host = new LocalHost("local", CommandLog.NONE);
        host.delete(repository(path));
        host.delete(file());
        if (!before) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException inUse) {
                LOG.debug("{} stays", path, inUse);
            }
        }
    }

    /** What a file says. */
    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private static RuntimeException unwritable(Path file, IOException failure) {
        return Fault.failed("config.unwritable", failure).at(file).exception(failure);
    }

    private static void git(LocalHost host, Path repository, String... words) {
        host.require(Command.of(Stream.concat(Stream.of("git", "-C", repository.toString()), Stream.of(words))
                .toList()));
    }
}
