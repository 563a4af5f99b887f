package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ProjectView;
import dev.understudy.server.access.Accounts;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.PracticeDesk.Voice;
import dev.understudy.server.api.Problems;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How people come in and go: by a link that counts once, by their password or by their key. */
public final class SignInPage {

    /** What each key of a person begins with, and no password that anybody would choose. */
    private static final String KEY = "usk-";

    /** What was shown is not enough. */
    private static final Set<String> REFUSED = Set.of("server.key-refused", "server.code-wanted", "server.link-spent");

    private final Pages.Parts parts;
    private final Screen screen;

    SignInPage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param link that was followed; empty for who signs in otherwise. It is used up by the button alone: programs that look
     *     at links ahead do not press buttons
     * @param to where they wanted to go
     * @param project whose person somebody is, as far as that is known; empty where it is not
     * @param served by the service
     * @param providers by whom people may be known, instead
     * @param problem why it did not work; absent at first
     */
    public record View(
            String link,
            String to,
            String project,
            Served served,
            String person,
            List<Provider> providers,
            @Nullable ProblemView problem) {}

    /** What there is to sign in to: it has to be said whose person somebody is, unless there is one project. */
    public enum Served {
        NOTHING,
        ONE_PROJECT,
        PROJECTS
    }

    /** By whom people of a project may be known. */
    public record Provider(String project, String host) {}

    void show(Context request) {
        String link = request.queryParam("link");
        screen.show(
                request,
                "signIn",
                new View(
                        link == null ? "" : link,
                        ours(request.queryParam("to")),
                        meant(request).orElse(""),
                        served(),
                        "",
                        providers(),
                        null));
    }

    void enter(Context request) {
        String link = said(request, "link");
        String to = ours(said(request, "to"));
        try {
            keep(request, link.isEmpty() ? entered(request) : parts.sessions().enter(link));
            request.redirect(to, HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            refuse(request, refused);
        }
    }

    /** Shows the page again, with why it did not work. */
    void refuse(Context request, FaultException refused) {
        ProblemView problem = problem(request, refused);
        screen.show(
                request.status(status(problem.code())),
                "signIn",
                new View(
                        "",
                        ours(said(request, "to")),
                        said(request, "project"),
                        served(),
                        said(request, "person"),
                        providers(),
                        problem));
    }

    private static HttpStatus status(String code) {
        if (code.equals("server.too-many-attempts")) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        return REFUSED.contains(code) ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT;
    }

    /** Of the projects that are ready. */
    private List<Provider> providers() {
        return ready().stream().flatMap(project -> provider(project).stream()).toList();
    }

    private Served served() {
        if (parts.projects().all(Locale.ENGLISH).isEmpty()) {
            return Served.NOTHING;
        }
        return ready().size() == 1 ? Served.ONE_PROJECT : Served.PROJECTS;
    }

    private List<String> ready() {
        return parts.projects().all(Locale.ENGLISH).stream()
                .filter(project -> project.status().equals("ready"))
                .map(ProjectView::name)
                .toList();
    }

    /** The one that is meant by who says none: the only one, or the one whose address led here. */
    private Optional<String> meant(Context request) {
        List<String> ready = ready();
        return ready.size() == 1
                ? Optional.of(ready.getFirst())
                : ready.stream()
                        .filter(project -> desk(project)
                                .flatMap(desk -> desk.access().settings().get().url())
                                .filter(url -> url.getHost().equals(host(request)))
                                .isPresent())
                        .findFirst();
    }

    private static @Nullable String host(Context request) {
        String host = request.host();
        return host == null ? null : host.replaceFirst(":[0-9]+$", "");
    }

    /** By whom people of a project may be known. */
    Optional<Provider> provider(String project) {
        return desk(project)
                .flatMap(desk -> desk.access().settings().get().openId())
                .map(openId -> new Provider(project, openId.issuer().getHost()));
    }

    void leave(Context request) {
        parts.sessions().end(Gatekeeper.visitor(request).session());
        request.removeCookie(Gatekeeper.cookie(request));
        request.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    /** Gives a browser its session. */
    void keep(Context request, String session) {
        Cookie cookie = new Cookie(Gatekeeper.cookie(request), session);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setSecure(Gatekeeper.secure(request));
        cookie.setMaxAge(Math.toIntExact(Sessions.SESSION.toSeconds()));
        request.cookie(cookie);
    }

    /** An address of this service, to go on to; never another's. */
    static String ours(@Nullable String to) {
        return to != null && to.matches("/([\\w.~-]+/?)*") && to.length() < 300 ? to : "/";
    }

    /** What went wrong, in the reader's words. */
    static ProblemView problem(Context request, FaultException refused) {
        Locale locale = Problems.language(request);
        return ProblemView.of(refused.fault(locale), FaultTexts.of(locale));
    }

    /**
     * The same words for a project, a person and a key or password that are wrong: which of them it is helps only who
     * guesses.
     */
    private String entered(Context request) {
        String said = said(request, "project").strip();
        String project = said.isEmpty() ? meant(request).orElse("") : said;
        String typed = said(request, "person").strip();
        String shown = said(request, "key");
        String code = said(request, "code");
        Optional<Desk> desk = desk(project);
        String person = desk.map(there -> named(there, typed)).orElse(typed);
        if (person.isEmpty() || shown.isEmpty()) {
            throw Fault.refused("server.key-refused").exception();
        }
        if (desk.isEmpty()) {
            refuseElsewhere(project + "/" + person, shown);
        }
        Accounts accounts = desk.orElseThrow().access().accounts();
        boolean strong = isKey(shown)
                ? accounts.enterByKey(owner(desk.orElseThrow(), person, shown.strip()), code)
                : accounts.enter(person, shown, code, name -> takesPart(desk.orElseThrow(), name));
        return parts.sessions().open(project, person, strong);
    }

    /**
     * Refuses who signs in to a project that is not there just as somebody of one that is: a key at once, of passwords so many. They
     * are counted with the first project that is ready.
     */
    private void refuseElsewhere(String subject, String shown) {
        if (!isKey(shown)) {
            ready().stream()
                    .findFirst()
                    .flatMap(this::desk)
                    .ifPresent(one -> one.access().accounts().guess(subject, shown));
        }
        throw Fault.refused("server.key-refused").exception();
    }

    /** Whether somebody shows a key, and not a password. */
    static boolean isKey(String shown) {
        return shown.strip().startsWith(KEY);
    }

    /** Whose key it is. Throws {@code server.key-refused}. */
    static String owner(Desk desk, String person, String key) {
        try {
            return desk.practice().speaker(new Voice(person, key, Optional.empty()));
        } catch (FaultException wrong) {
            if (wrong.fault().kind() == Fault.Kind.FAILED) {
                throw wrong;
            }
            throw Fault.refused("server.key-refused").exception(wrong);
        }
    }

    private Optional<Desk> desk(String project) {
        try {
            return Optional.of(parts.projects().desk(project));
        } catch (FaultException wrong) {
            if (wrong.fault().kind() == Fault.Kind.FAILED) {
                throw wrong;
            }
            return Optional.empty();
        }
    }

    /** Of somebody who typed their name as a phone begins it, or their mail address. */
    private static String named(Desk desk, String typed) {
        List<String> names = desk.practice().people().stream()
                .filter(person -> person.name().equalsIgnoreCase(typed)
                        || (!person.mail().isEmpty() && person.mail().equalsIgnoreCase(typed)))
                .map(PersonView::name)
                .toList();
        return names.size() == 1 ? names.getFirst() : typed;
    }

    /** Whether the project's file has them. */
    static boolean takesPart(Desk desk, String person) {
        return desk.practice().people().stream().map(PersonView::name).anyMatch(person::equals);
    }

    /** What a form says; empty when nothing. */
    static String said(Context request, String name) {
        String said = request.formParam(name);
        return said == null ? "" : said;
    }
}
