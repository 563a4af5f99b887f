package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Table;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ProjectView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy project list}. */
@Command(name = "list")
public final class ProjectListCommand implements Callable<Integer> {

    private final Session session;

    public ProjectListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.service().get("/projects");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            show(Json.list(answer, ProjectView.class));
        }
        return 0;
    }

    private void show(List<ProjectView> projects) {
        Texts texts = session.texts();
        if (projects.isEmpty()) {
            session.out().println(texts.get("project.none"));
            return;
        }
        Table table = new Table();
        for (ProjectView project : projects) {
            String status = texts.get("project.status." + project.status());
            table.row(
                    session.ink().strong(project.name()),
                    project.status().equals("unavailable") ? session.ink().bad(status) : status,
                    project.file());
        }
        table.print(session.out(), "  ");
        for (ProjectView project : projects) {
            ProblemView problem = project.problem();
            if (problem != null) {
                session.out().println(project.name() + ": " + problem.what() + " " + problem.mend());
            }
        }
    }
}
