package dev.understudy.server.web;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ProjectView;
import dev.understudy.model.view.RecordView.LookView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All projects at a glance, and the board of one. */
public final class BoardPage {

    private static final String DEVELOPMENT = "development";
    private static final String STAGING = "staging";

    /** Projects on a page: each is looked at anew. */
    private static final int SHOWN = 20;

    private final Projects projects;
    private final Screen screen;

    BoardPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * Projects, so many on a page.
     *
     * @param page of those that there are, from 1
     */
    public record ProjectsView(List<Tile> tiles, int page, int pages) {}

    /**
     * A project at a glance.
     *
     * @param status absent for one that is not ready, or could not be asked
     * @param problem why; absent when nothing is wrong
     */
    public record Tile(
            ProjectView project,
            @Nullable StatusView status,
            @Nullable ProblemView problem) {}

    /**
     * A board.
     *
     * @param columns in the order of a release's way
     * @param past releases whose way has ended and that run nowhere
     * @param look the last at whether production is what it should be; absent before the first
     */
    public record View(
            StatusView status,
            List<Column> columns,
            List<Card> past,
            List<RunView> running,
            @Nullable LookView look) {

        /** Whether production is there. */
        public boolean production() {
            return status.environments().stream()
                    .anyMatch(one -> one.name().equals(Project.PRODUCTION)
                            && !one.status().equals("absent"));
        }
    }

    /** A part of a release's way. */
    public record Column(String name, List<EnvironmentView> environments, List<Card> cards) {}

    /**
     * A release on the board.
     *
     * @param subject of its newest commit; empty for one that brings none
     */
    public record Card(ReleaseView release, DecisionView decision, String subject, Next next) {}

    /** Those that the visitor may know of; somebody of one project is shown that one. */
    void projects(Context request) {
        Visitor visitor = Gatekeeper.visitor(request);
        if (!visitor.operator()) {
            request.redirect("/projects/" + visitor.project(), HttpStatus.SEE_OTHER);
            return;
        }
        Locale locale = Problems.language(request);
        List<ProjectView> all = projects.all(locale);
        if (all.isEmpty()) {
            request.redirect("/begin", HttpStatus.SEE_OTHER);
            return;
        }
        int pages = (all.size() + SHOWN - 1) / SHOWN;
        int page = page(request.queryParam("page"), pages);
        List<Tile> tiles = all.stream()
                .skip((page - 1L) * SHOWN)
                .limit(SHOWN)
                .map(project -> tile(project, locale))
                .toList();
        screen.show(request, "projects", new ProjectsView(tiles, page, pages));
    }

    private static int page(@Nullable String said, int pages) {
        return said != null && said.matches("[1-9][0-9]{0,4}") ? Math.min(Integer.parseInt(said), pages) : 1;
    }

    void show(Context request) {
        Locale locale = Problems.language(request);
        Desk desk = projects.desk(request.pathParam("project"));
        StatusView status = desk.status(locale);
        Map<String, DecisionView> decisions = desk.practice()
                .decisions(status.releases().stream().map(ReleaseView::id).toList(), locale);
        Gathering parts = new Gathering(request);
        Map<String, String> subjects = parts.part(
                Map.of(),
                () -> desk.subjects(
                        status.releases().stream().map(ReleaseView::id).toList()));
        List<Card> cards = status.releases().stream()
                .map(release -> card(
                        release,
                        Objects.requireNonNull(decisions.get(release.id())),
                        subjects.getOrDefault(release.id(), ""),
                        status.runs()))
                .toList();
        List<Column> columns = List.of(DEVELOPMENT, STAGING, Project.PRODUCTION).stream()
                .map(name -> new Column(
                        name,
                        status.environments().stream()
                                .filter(environment -> column(environment).equals(name)
                                        && !environment.name().equals(Environment.REHEARSAL))
                                .toList(),
                        cards.stream().filter(card -> column(card).equals(name)).toList()))
                .toList();
        List<Card> past = cards.stream().filter(card -> column(card).isEmpty()).toList();
        List<RunView> running =
                status.runs().stream().filter(run -> !run.ended()).toList();
        screen.show(
                request,
                "board",
                new View(
                        status,
                        columns,
                        past,
                        running,
                        parts.part(
                                        Optional.<LookView>empty(),
                                        () -> desk.practice().look())
                                .orElse(null)),
                parts);
    }

    private Tile tile(ProjectView project, Locale locale) {
        if (!project.status().equals("ready")) {
            return new Tile(project, null, project.problem());
        }
        try {
            return new Tile(project, projects.desk(project.name()).glance(locale), null);
        } catch (FaultException failure) {
            return new Tile(project, null, ProblemView.of(failure.fault(locale), FaultTexts.of(locale)));
        }
    }

    private static Card card(ReleaseView release, DecisionView decision, String subject, List<RunView> runs) {
        return new Card(release, decision, subject, Next.of(decision, runs));
    }

    private static String column(EnvironmentView environment) {
        return switch (environment.kind()) {
            case "live" -> Project.PRODUCTION;
            case "copy" -> environment.name().startsWith(DEVELOPMENT) ? DEVELOPMENT : STAGING;
            default -> DEVELOPMENT;
        };
    }

    /** Where a release is; empty when it is nowhere any more. */
    private static String column(Card card) {
        if (card.release().environments().contains(Project.PRODUCTION)) {
            return Project.PRODUCTION;
        }
        if (card.next().kind().equals("none")) {
            return "";
        }
        boolean beyond = card.decision().entered().size() > 1
                || !card.release().environments().isEmpty();
        return beyond ? STAGING : DEVELOPMENT;
    }
}
