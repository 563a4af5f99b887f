package dev.understudy.model.beginning;

import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The {@code understudy.yaml} that Understudy writes for somebody: only what can be read, and never over one that is there, which
 * is somebody's work.
 *
 * @param path where it is, or will be
 */
public record NewProjectFile(Path path) {

    /** The one of a project's folder, which may not be there yet. */
    public static NewProjectFile in(Path folder) {
        return new NewProjectFile(folder.resolve(ProjectFile.NAME));
    }

    /** Whether there is one already. */
    public boolean there() {
        return Files.exists(path);
    }

    /**
     * Writes it, with the folder that it is in.
     *
     * @return false when one is there, which stays as it is
     * @throws dev.understudy.model.fault.FaultException what is wrong with the text, {@code config.unwritable}
     */
    public boolean write(String text) {
        if (there()) {
            return false;
        }
        String _ = check(text);
        makeFolder();
        try {
            Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException raced) {
            return false;
        } catch (IOException failure) {
            takeAwayHalf(failure);
            throw unwritable(failure);
        }
    }

    private void makeFolder() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException failure) {
                throw unwritable(failure);
            }
        }
    }

    private RuntimeException unwritable(IOException failure) {
        return Fault.failed("config.unwritable", failure).at(path).exception(failure);
    }

    /** A file that broke off would be taken for somebody's work the next time. */
    private void takeAwayHalf(IOException failure) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            failure.addSuppressed(stays);
        }
    }

    /**
     * The project's name in a text that is to be the file.
     *
     * @throws dev.understudy.model.fault.FaultException what is wrong with the text
     */
    public String check(String text) {
        return switch (ProjectFile.read(path.toString(), text)) {
            case Reading.Valid valid -> valid.project().name();
            case Reading.Invalid invalid ->
                throw invalid.problems().getFirst().fault().exception();
        };
    }
}
