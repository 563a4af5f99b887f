package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import io.javalin.http.Context;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The projects of the service: listed, added, removed. */
final class ProjectRoutes {

    private static final String FILE = "file";

    private final Projects projects;

    ProjectRoutes(Projects projects) {
        this.projects = projects;
    }

    void list(Context request) {
        request.json(projects.all(Problems.language(request)));
    }

    void add(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of(FILE));
        request.status(201).json(projects.add(file(said.getOrDefault(FILE, "")), Problems.language(request)));
    }

    void remove(Context request) {
        projects.remove(request.pathParam("project"));
        request.status(204);
    }

    private static Path file(String said) {
        try {
            Path file = Path.of(said);
            if (file.isAbsolute()) {
                return file.normalize();
            }
        } catch (InvalidPathException none) {
            throw Fault.usage("server.bad-body", "file is no path").exception(none);
        }
        throw Fault.usage("server.bad-body", "file is not absolute").exception();
    }
}
