package dev.understudy.server.web;

import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditSheet;
import dev.understudy.model.beginning.AdoptDraft;
import dev.understudy.model.beginning.AdoptTemplate;
import dev.understudy.model.beginning.OdooTemplate;
import dev.understudy.model.beginning.ProjectTemplate;
import dev.understudy.model.config.OdooSeries;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.text.ShellWord;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.Problems;
import dev.understudy.server.beginning.FirstUse;
import dev.understudy.server.beginning.FirstUse.State;
import dev.understudy.server.beginning.ProjectFolder;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** First use: an Odoo that runs here is looked at and copied, or a new one is described. The same by commands, beside each. */
public final class BeginPage {

    /** Those that a new one may have, the newest first. */
    private final Pages.Parts parts;

    private final Screen screen;

    BeginPage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param first whether the service has no project yet
     * @param found what was seen of an Odoo; absent before
     * @param made what somebody has said of a new one
     * @param problem why it did not work; absent at first
     */
    public record View(
            boolean first,
            State state,
            @Nullable Found found,
            Made made,
            @Nullable ProblemView problem) {

        public List<String> series() {
            return OdooSeries.ALL;
        }

        /** Where projects are put of which no folder is said. */
        public String folders() {
            return BeginPage.folders();
        }

        public List<String> methods() {
            return ProjectTemplate.METHODS;
        }
    }

    /**
     * An Odoo that was looked at.
     *
     * @param folder into which it would be copied
     * @param name of the project that it would be
     * @param draft of the file that would be written
     * @param command that does it
     */
    public record Found(AuditSheet sheet, String folder, String name, String draft, String command) {}

    /** A new one, as it was said. */
    public record Made(String name, String folder, Of odoo, String repository, String method, First first) {

        static final Made NOTHING =
                new Made("", "", new Of(OdooSeries.USUAL, "", ""), "", "falcon-i", new First("", ""));
    }

    /** Which Odoo, and what it has. */
    public record Of(String series, String modules, String languages) {}

    /** Who begins. */
    public record First(String name, String mail) {}

    void show(Context request) {
        show(request, Made.NOTHING, null);
    }

    void look(Context request) {
        act(
                request,
                () -> parts.firstUse()
                        .look(new AuditOrder(
                                said(request, "config"),
                                "",
                                said(request, "database"),
                                said(request, "filestore"),
                                Problems.language(request).getLanguage())));
    }

    void adopt(Context request) {
        act(request, () -> parts.firstUse().copy(ProjectFolder.said(said(request, "folder")), said(request, "name")));
    }

    void anew(Context request) {
        act(request, () -> parts.firstUse().forget());
    }

    /** Describes a new one, and goes on to where it is made. */
    void make(Context request) {
        Made made = new Made(
                said(request, "name"),
                said(request, "folder"),
                new Of(said(request, "series"), said(request, "modules"), said(request, "languages")),
                said(request, "repository"),
                said(request, "method"),
                new First(said(request, "person"), said(request, "mail")));
        try {
            String name = ProjectTemplate.name(made.name());
            Path folder = ProjectFolder.said(made.folder().isEmpty() ? folders() + name : made.folder());
            String project = parts.firstUse()
                    .make(folder, text(name, made, folder), made.repository().isEmpty());
            request.redirect("/projects/" + project + "/environments/production/create", HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            refuse(request, made, refused);
        }
    }

    /** Where projects are, of root and of others. */
    static String folders() {
        return System.getProperty("user.name").equals("root")
                ? "/srv/understudy/"
                : System.getProperty("user.home") + "/understudy/";
    }

    private static String text(String name, Made made, Path folder) {
        if (!OdooSeries.ALL.contains(made.odoo().series()) || !ProjectTemplate.METHODS.contains(made.method())) {
            throw Fault.usage("server.bad-body", "series, method").exception();
        }
        OdooTemplate odoo = OdooTemplate.gotten(
                made.odoo().series(),
                words(made.odoo().modules()),
                words(made.odoo().languages()));
        String url =
                made.repository().isEmpty() ? ProjectFolder.repository(folder).toString() : made.repository();
        Map<String, String> repositories = Map.of("addons", url);
        return made.first().name().isEmpty()
                ? ProjectTemplate.text(name, odoo, repositories, made.method())
                : ProjectTemplate.text(
                        name,
                        odoo,
                        repositories,
                        made.method(),
                        new ProjectTemplate.First(
                                made.first().name(), made.first().mail()));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void act(Context request, Runnable work) {
        try {
            work.run();
            request.redirect("/begin", HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            refuse(request, Made.NOTHING, refused);
        }
    }

    private void refuse(Context request, Made made, FaultException refused) {
        if (refused.fault().kind() == Fault.Kind.FAILED) {
            throw refused;
        }
        show(request.status(HttpStatus.CONFLICT), made, SignInPage.problem(request, refused));
    }

    private void show(Context request, Made made, @Nullable ProblemView problem) {
        Locale locale = Problems.language(request);
        FirstUse.State state = parts.firstUse().state();
        Found found = state instanceof State.Looked looked ? found(looked, locale) : null;
        screen.show(request, "begin", new View(parts.projects().all(locale).isEmpty(), state, found, made, problem));
    }

    private static Found found(State.Looked looked, Locale locale) {
        AuditReport report = looked.report();
        String name = ProjectTemplate.name(report.data().database());
        String folder = folders() + name;
        return new Found(
                AuditSheet.of(report, locale),
                folder,
                name,
                AdoptDraft.text(report, folder),
                command("understudy adopt " + folder, looked.order()));
    }

    /** A command that looks at what was looked at. */
    static String command(String command, AuditOrder order) {
        return command
                + option(" --config ", order.configuration())
                + option(" --database ", order.database())
                + option(" --filestore ", order.filestore());
    }

    private static String option(String option, String value) {
        return value.isEmpty() ? "" : option + ShellWord.of(value);
    }

    /** What comes after an adoption, in its order. */
    public static List<String> next(State.Taken taken) {
        String project = "understudy --project " + taken.project() + " ";
        return List.of(
                AdoptTemplate.follows(taken.adopted())
                        ? project + "follow"
                        : project + "restore production --from "
                                + ShellWord.of(taken.adopted().dump()) + " --filestore "
                                + ShellWord.of(taken.adopted().filestore()),
                project + "refresh staging");
    }

    private static String said(Context request, String name) {
        return SignInPage.said(request, name).strip();
    }
}
