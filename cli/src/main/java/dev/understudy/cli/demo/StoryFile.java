package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the {@link StoryRecord} in {@code story.json}; a cut-off write leaves the earlier one. */
final class StoryFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    StoryFile(Path file) {
        this.file = file;
    }

    StoryRecord read() {
        if (!Files.exists(file)) {
            return StoryRecord.EMPTY;
        }
        try {
            return JSON.readValue(Files.readString(file), StoryRecord.class);
        } catch (IOException | JacksonException unreadable) {
            throw Fault.failed("cli.demo-story-unreadable").at(file).exception(unreadable);
        }
    }

    void write(StoryRecord story) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(story) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw Fault.failed("cli.demo-home-unwritable", unwritable).at(file).exception(unwritable);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unwritable) {
            throw Fault.failed("cli.demo-home-unwritable", unwritable).at(file).exception(unwritable);
        }
    }
}
