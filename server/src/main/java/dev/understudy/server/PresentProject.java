package dev.understudy.server;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The project as its file has it now. It is asked for at every turn, and read anew when the file says something else. */
final class PresentProject implements Supplier<Project> {

    private final Path file;
    private byte[] bytes = new byte[0];
    private @Nullable Project project;

    PresentProject(Path file) {
        this.file = file;
    }

    /** Throws {@code config.invalid} with all that is wrong with the file. */
    @Override
    public synchronized Project get() {
        byte[] present = bytes();
        Project known = project;
        if (known != null && present.length > 0 && Arrays.equals(present, bytes)) {
            return known;
        }
        Project read = ProjectFile.read(file).require();
        bytes = present;
        project = read;
        return read;
    }

    /** Empty for a file that cannot be read. */
    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
