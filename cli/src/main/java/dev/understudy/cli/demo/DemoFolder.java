package dev.understudy.cli.demo;

import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.Home;
import java.nio.file.Path;

/** The demo's own files, below the home it uses. */
record DemoFolder(Path directory) {

    static DemoFolder of(Home home) {
        return new DemoFolder(home.directory().resolve("demo"));
    }

    Path project() {
        return directory.resolve(ProjectFile.NAME);
    }

    Path repositories() {
        return directory.resolve("repositories");
    }

    Path story() {
        return directory.resolve("story.json");
    }
}
