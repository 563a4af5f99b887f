package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.view.ProjectView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy project add}. */
@Command(name = "add")
public final class ProjectAddCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", defaultValue = ".", descriptionKey = "project-folder")
    private String folder = ".";

    public ProjectAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path given = session.path(folder);
        ProjectView added = add(session, Files.isDirectory(given) ? given.resolve(ProjectFile.NAME) : given);
        if (session.json()) {
            session.printJson(added);
        } else {
            session.out().println(session.texts().get("project.added", added.name(), added.home()));
        }
        return 0;
    }

    /** Takes a project in whose file is this one. */
    static ProjectView add(Session session, Path file) {
        return Json.read(session.service().post("/projects", Map.of("file", file.toString())), ProjectView.class);
    }
}
