package dev.understudy.server.project;

import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
import java.nio.file.Path;

/**
 * A project that the service has, whether it is ready or not.
 *
 * @param name by which it is asked for
 * @param folder of its home below that of the service; {@link #FIRST} for the service's own, which the first project has
 * @param file its {@code understudy.yaml}
 */
public record KnownProject(String name, String folder, Path file) {

    static final String FIRST = ".";

    /** Where it keeps what it has. */
    public ProjectHome home(Home service) {
        return folder.equals(FIRST) ? service.first() : service.project(folder);
    }

    /** Its control plane, where that is in the service's own PostgreSQL. */
    public String database() {
        return folder.equals(FIRST) ? "understudy" : "project_" + folder;
    }
}
