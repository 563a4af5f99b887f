package dev.understudy.server.api;

import dev.understudy.model.view.ProjectView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The projects of the service. One that is unavailable stops no other. */
public interface Projects {

    /** By name. */
    List<ProjectView> all(Locale locale);

    /**
     * What is done for a project.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.project-not-found}, {@code server.starting}, or what
     *     hindered it from being made ready
     */
    Desk desk(String project);

    /**
     * Takes a project in, and begins to make it ready; the same file again is the same project.
     *
     * @param file its {@code understudy.yaml}
     * @throws dev.understudy.model.fault.FaultException {@code config.invalid}, {@code server.project-name-taken}
     */
    ProjectView add(Path file, Locale locale);

    /**
     * Lets a project go. What it has stays in its home, and goes on when it is added again.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.project-not-found}, {@code
     *     server.project-in-use} while it has environments
     */
    void remove(String project);
}
