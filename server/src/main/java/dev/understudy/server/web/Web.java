package dev.understudy.server.web;

import dev.understudy.model.text.Language;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Route;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Verb;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All pages, and who may see them and send their forms. */
public final class Web implements Pages {

    private static final Set<Role> ANYBODY = Set.copyOf(EnumSet.allOf(Role.class));
    private static final Set<Role> OPERATOR = Set.of(Role.OPERATOR);
    private static final String PROJECT = "/projects/{project}";
    private static final String RELEASE = PROJECT + "/releases/{id}";
    private static final String ENVIRONMENT = PROJECT + "/environments/{name}";
    private static final String RUN = PROJECT + "/runs/{id}";
    private static final int YEAR = Math.toIntExact(Duration.ofDays(365).toSeconds());

    private final Assets assets = new Assets();
    private @Nullable Screen screen;

    /** What a page of a problem shows. */
    public record ProblemPage(ProblemView problem, int status) {}

    @Override
    public List<Route> routes(Parts parts) {
        Screen shown = new Screen(assets, parts.sessions());
        screen = shown;
        SignInPage signIn = new SignInPage(parts, shown);
        PasswordPage password = new PasswordPage(parts, shown, signIn);
        ProvePage prove = new ProvePage(parts, shown, signIn);
        OpenIdPage openId = new OpenIdPage(parts, signIn);
        AccountPage account = new AccountPage(parts, shown, signIn);
        BoardPage board = new BoardPage(parts.projects(), shown);
        ReleasePage release = new ReleasePage(parts.projects(), shown);
        MailsPage mails = new MailsPage(parts.projects(), shown);
        HeldMailsPage held = new HeldMailsPage(parts.projects(), shown);
        TrafficPage traffic = new TrafficPage(parts.projects(), shown);
        MonitorPage monitoring = new MonitorPage(parts.projects(), shown);
        MaskPage mask = new MaskPage(parts.projects(), shown);
        TerminalPage terminals = new TerminalPage(parts, shown);
        HooksPage hooks = new HooksPage(parts.projects(), shown);
        PeoplePage people = new PeoplePage(parts, shown);
        AnswerPage answer = new AnswerPage(parts.projects(), shown);
        SharedPage shared = new SharedPage(parts, shown);
        EnvironmentPage environment = new EnvironmentPage(parts, shown);
        RunPage run = new RunPage(parts, shown);
        EvidencePage evidence = new EvidencePage(parts.projects(), shown);
        DriftPage drift = new DriftPage(parts.projects(), shown);
        LoanPage loans = new LoanPage(parts.projects(), shown);
        ActPage act = new ActPage(parts.projects(), shown);
        CalendarPage calendar = new CalendarPage(parts.projects(), shown, InstantSource.system());
        RecordPage record = new RecordPage(parts.projects(), shown);
        InboxPage inbox = new InboxPage(parts.projects(), shown);
        BeginPage begin = new BeginPage(parts, shown);
        List<Route> routes = new ArrayList<>(List.of(
                Route.page("/", Role.SIGNED_IN, board::projects),
                Route.page("/begin", OPERATOR, begin::show),
                Route.form("/begin/look", OPERATOR, begin::look).provedLately(),
                Route.form("/begin/adopt", OPERATOR, begin::adopt).provedLately(),
                Route.form("/begin/anew", OPERATOR, begin::anew),
                Route.form("/begin/make", OPERATOR, begin::make).provedLately(),
                Route.page("/assets/{digest}/{name}", ANYBODY, assets::answer),
                Route.page("/language/{language}", ANYBODY, Web::language),
                Route.page("/sign-in", ANYBODY, signIn::show),
                Route.form("/sign-in", ANYBODY, signIn::enter),
                Route.page("/sign-in/openid", ANYBODY, openId::end),
                Route.page("/sign-in/openid/{name}", ANYBODY, openId::begin),
                Route.form("/sign-out", Role.SIGNED_IN, signIn::leave),
                Route.page("/password", ANYBODY, password::show),
                Route.form("/password", ANYBODY, password::set),
                Route.page("/prove", Role.SIGNED_IN, prove::show),
                Route.form("/prove", Role.SIGNED_IN, prove::prove),
                Route.page("/account", Role.PEOPLE, account::show),
                Route.form("/account/password", Role.PEOPLE, account::changePassword)
                        .provedLately(),
                Route.form("/account/second-factor", Role.PEOPLE, account::beginFactor)
                        .provedLately(),
                Route.form("/account/second-factor/confirm", Role.PEOPLE, account::confirmFactor),
                Route.form("/account/second-factor/remove", Role.PEOPLE, account::removeFactor)
                        .provedLately(),
                Route.form("/account/tokens", Role.PEOPLE, account::makeToken).provedLately(),
                Route.form("/account/tokens/{id}/revoke", Role.PEOPLE, account::revokeToken),
                Route.page("/share", ANYBODY, shared::begin),
                Route.form("/share", ANYBODY, shared::enter),
                Route.page("/answer", ANYBODY, answer::show),
                Route.form("/answer", ANYBODY, answer::answer),
                Route.page("/shared", Role.GUESTS, shared::show),
                Route.form("/shared/report", Role.GUESTS, shared::report),
                Route.form("/shared/leave", Role.GUESTS, shared::leave),
                Route.page(PROJECT, Role.SIGNED_IN, board::show),
                Route.page(PROJECT + "/calendar", Role.SIGNED_IN, calendar::show),
                Route.form(PROJECT + "/calendar/plan", Role.PERFORM, calendar::plan),
                Route.page(PROJECT + "/inbox", Role.SIGNED_IN, inbox::show),
                Route.form(PROJECT + "/inbox/report", Role.SIGNED_IN, inbox::report),
                Route.page(PROJECT + "/record", Role.SIGNED_IN, record::show),
                Route.page(PROJECT + "/people", Role.SIGNED_IN, people::show),
                Route.form(PROJECT + "/people/{name}/password-link", OPERATOR, people::link)
                        .provedLately(),
                Route.form(PROJECT + "/people/{name}/close", OPERATOR, people::close)
                        .provedLately(),
                Route.page(PROJECT + "/hooks", OPERATOR, hooks::show),
                Route.form(PROJECT + "/hooks/{id}/test", OPERATOR, hooks::test),
                Route.form(PROJECT + "/hooks/{id}/remove", OPERATOR, hooks::remove)
                        .provedLately(),
                Route.form(PROJECT + "/hooks/{id}/deliveries/{number}/again", OPERATOR, hooks::again),
                Route.page(PROJECT + "/access", Role.SIGNED_IN, loans::show),
                Route.form(PROJECT + "/access", Role.PEOPLE, loans::ask),
                Route.form(PROJECT + "/access/{id}/give", Role.PERFORM, request -> loans.answer(request, true))
                        .provedLately(),
                Route.form(PROJECT + "/access/{id}/refuse", Role.PERFORM, request -> loans.answer(request, false)),
                Route.form(PROJECT + "/access/{id}/end", Role.SIGNED_IN, loans::end),
                Route.page(ENVIRONMENT, Role.SIGNED_IN, environment::show),
                Route.page(ENVIRONMENT + "/traffic", Role.SIGNED_IN, traffic::show),
                Route.page(ENVIRONMENT + "/monitoring", Role.SIGNED_IN, monitoring::show),
                Route.page(ENVIRONMENT + "/drift", Role.SIGNED_IN, drift::show),
                Route.form(PROJECT + "/environments/production/drift/accept", Role.PERFORM, drift::accept),
                Route.page(ENVIRONMENT + "/mask", Role.SIGNED_IN, mask::show),
                Route.page(ENVIRONMENT + "/mails", Role.READ_LOGS, mails::list),
                Route.page(ENVIRONMENT + "/mails/{id}", Role.READ_LOGS, mails::show),
                Route.page(ENVIRONMENT + "/mails/{id}/body", Role.READ_LOGS, mails::body),
                Route.page(ENVIRONMENT + "/mails/{id}/source", Role.READ_LOGS, mails::source),
                Route.page(ENVIRONMENT + "/mails/{id}/files/{number}", Role.READ_LOGS, mails::file),
                Route.form(ENVIRONMENT + "/mails/{id}/delete", Role.READ_LOGS, mails::delete),
                Route.form(ENVIRONMENT + "/mails/clear", Role.READ_LOGS, mails::clear),
                Route.page(ENVIRONMENT + "/held-mails", Role.READ_LOGS, held::list),
                Route.page(ENVIRONMENT + "/held-mails/{id}", Role.READ_LOGS, held::show),
                Route.page(ENVIRONMENT + "/held-mails/{id}/body", Role.READ_LOGS, held::body),
                Route.page(ENVIRONMENT + "/terminals", Role.TERMINALS, terminals::show),
                Route.form(ENVIRONMENT + "/terminals", Role.TERMINALS, terminals::open)
                        .provedLately(),
                Route.page(ENVIRONMENT + "/terminals/{id}", Role.TERMINALS, terminals::sit),
                Route.socket(ENVIRONMENT + "/terminals/{id}/socket", Role.TERMINALS, terminals::socket),
                Route.form(ENVIRONMENT + "/terminals/{id}/end", Role.PERFORM, terminals::end),
                Route.page(ENVIRONMENT + "/terminals/{id}/replay", Role.REPLAY, terminals::replay),
                Route.page(ENVIRONMENT + "/terminals/{id}/recording", Role.REPLAY, terminals::recording),
                Route.form(ENVIRONMENT + "/shares", Role.PERFORM, environment::share)
                        .provedLately(),
                Route.form(ENVIRONMENT + "/shares/{id}/end", Role.PERFORM, environment::endShare),
                Route.page(ENVIRONMENT + "/log", Role.READ_LOGS, environment::log),
                Route.page(ENVIRONMENT + "/logs", Role.READ_LOGS, environment::search),
                Route.page(RELEASE, Role.SIGNED_IN, release::show),
                Route.page(RELEASE + "/report", Role.SIGNED_IN, release::report),
                Route.page(RELEASE + "/report.pdf", Role.SIGNED_IN, release::reportPdf),
                Route.form(RELEASE + "/approve", Role.PEOPLE, request -> release.say(request, true)),
                Route.form(RELEASE + "/reject", Role.PEOPLE, request -> release.say(request, false)),
                Route.form(RELEASE + "/withdraw", Role.PEOPLE, release::withdraw),
                Route.form(RELEASE + "/close", Role.PEOPLE, release::close),
                Route.form(RELEASE + "/retrospective", Role.PEOPLE, release::lookBack),
                Route.form(RELEASE + "/rehearse", Role.REHEARSE, release::rehearse),
                Route.form(RELEASE + "/promote", Role.PERFORM, release::promote).provedLately(),
                Route.page(RUN, Role.SIGNED_IN, run::show),
                Route.page(RUN + "/events", Role.SIGNED_IN, run::events),
                Route.form(RUN + "/cancel", Role.PERFORM, run::cancel),
                Route.page(RUN + "/rehearsal", Role.SIGNED_IN, run::rehearsal),
                Route.page(RUN + "/evidence/{evidence}", Role.READ_LOGS, evidence::show),
                Route.page(RUN + "/evidence/{evidence}/file", Role.READ_LOGS, evidence::file)));
        for (Verb verb : ActPage.OFFERED) {
            String address = ENVIRONMENT + "/" + verb.word();
            routes.add(Route.page(address, Role.SIGNED_IN, request -> act.show(request, verb)));
            routes.add(Route.form(address, verb.roles(), request -> act.act(request, verb))
                    .provedLately());
        }
        return List.copyOf(routes);
    }

    @Override
    public void problem(Context request, ProblemView problem, int status) {
        if (status == HttpStatus.UNAUTHORIZED.getCode()) {
            if (request.header("HX-Request") != null) {
                request.status(status).header("HX-Refresh", "true");
            } else if (request.method().equals(HandlerType.GET)) {
                request.redirect("/sign-in?to=" + quoted(request.path()), HttpStatus.SEE_OTHER);
            } else {
                request.redirect("/sign-in", HttpStatus.SEE_OTHER);
            }
            return;
        }
        if (problem.code().equals("server.factor-wanted")) {
            request.redirect("/account", HttpStatus.SEE_OTHER);
            return;
        }
        if (problem.code().equals("server.prove")) {
            request.redirect("/prove?to=" + quoted(ProvePage.pageOf(request)), HttpStatus.SEE_OTHER);
            return;
        }
        Screen shown = screen;
        if (shown != null) {
            shown.show(request.status(status), "problem", new ProblemPage(problem, status));
        }
    }

    private static String quoted(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** Remembers a language, and goes back to the page. */
    private static void language(Context request) {
        String language = Language.named(request.pathParam("language")).getLanguage();
        Cookie cookie = new Cookie(Problems.LANGUAGE, language);
        cookie.setMaxAge(YEAR);
        cookie.setSameSite(SameSite.LAX);
        cookie.setHttpOnly(true);
        request.cookie(cookie);
        request.redirect(SignInPage.ours(request.queryParam("to")), HttpStatus.SEE_OTHER);
    }
}
