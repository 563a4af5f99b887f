package dev.understudy.server;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The project as its file has it now. It is asked for at every turn, and read anew when the file, or one beside it that it
 * names, says something else.
 */
final class PresentProject implements Supplier<Project> {

    private final Path file;
    private String text = "";
    private List<Path> neighbours = List.of();
    private List<String> besides = List.of();
    private @Nullable Project project;

    PresentProject(Path file) {
        this.file = file;
    }

    /** Throws {@code config.invalid} with all that is wrong with the file. */
    @Override
    public synchronized Project get() {
        String present = text(file);
        Project known = project;
        if (known != null
                && !present.isEmpty()
                && present.equals(text)
                && texts(neighbours).equals(besides)) {
            return known;
        }
        return switch (ProjectFile.read(file)) {
            case Reading.Valid valid -> {
                text = present;
                neighbours = valid.neighbours();
                besides = texts(neighbours);
                project = valid.project();
                yield valid.project();
            }
            case Reading.Invalid invalid -> invalid.require();
        };
    }

    private static List<String> texts(List<Path> files) {
        return files.stream().map(PresentProject::text).toList();
    }

    /** Empty for a file that cannot be read. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
