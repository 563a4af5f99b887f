package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditProgram;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.Mint;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Route;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.ShareBook;
import dev.understudy.server.access.Shares;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.ProjectRegister;
import dev.understudy.server.api.Streams;
import dev.understudy.server.beginning.FirstUse;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Every address, asked for by everybody. */
@Timeout(120)
final class RolesTest {

    /** With it in the environment, the table is written into the manual. */
    private static final String WRITE = "UNDERSTUDY_WRITE_TABLE";

    /** Who is sent to the sign-in. */
    private static final Set<Role> OUTSIDE = Set.of(Role.NOBODY, Role.GUEST);

    private static final Path MANUAL = Path.of("..", "docs", "web.md");

    @TempDir
    Path folder;

    private Showroom desk;
    private Api api;
    private String secret;
    private int made;

    @BeforeEach
    void start() throws Exception {
        desk = new Showroom(folder.resolve("odoo.log"));
        Files.createFile(folder.resolve("odoo.log"));
        Token token = Token.of(folder.resolve("token"));
        secret = Files.readString(folder.resolve("token")).strip();
        api = Api.start(0, token, new FakeProjects(desk), new Web(), folder.resolve("service.log"), () -> {});
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyPageIsShownToTheRolesOfTheTableAndToNobodyElse(Role role) throws Exception {
        for (Route route : table()) {
            if (route.path().startsWith("/api/")) {
                continue;
            }
            // A run that goes on would be followed for as long as it does.
            desk.move("succeeded", "");
            try (Browser browser = as(role)) {
                HttpResponse<String> answer = ask(browser, route);
                boolean may = route.roles().contains(role)
                        || (role == Role.SHELL && route.roles().contains(Role.VIEWER));
                boolean let = answer.statusCode() != 403
                        && (!OUTSIDE.contains(role) || route.roles().contains(role) || answer.statusCode() != 303);
                assertThat(let)
                        .as("%s %s %s: %s %s", role, route.method(), route.path(), answer.statusCode(), answer.body())
                        .isEqualTo(may);
                assertThat(answer.statusCode()).as(route.path()).isNotEqualTo(500);
            }
        }
    }

    /** On staging she may what a release manager and a developer may, and elsewhere what everybody may. */
    @Test
    void aRoleOnOneEnvironmentCountsThereAndNowhereElse() throws Exception {
        for (String environment : List.of("staging", "production")) {
            boolean hers = environment.equals("staging");
            for (Route route : table()) {
                if (route.path().startsWith("/api/") || route.open()) {
                    continue;
                }
                try (Browser eva = new Browser(api.port())) {
                    eva.signIn("eva");
                    boolean there = hers
                            && route.environment(Map.of("name", environment)).equals(environment);
                    boolean may = route.roles().contains(Role.VIEWER)
                            || (there
                                    && (route.roles().contains(Role.RELEASE_MANAGER)
                                            || route.roles().contains(Role.DEVELOPER)));
                    assertThat(ask(eva, route, address(route, environment)).statusCode() != 403)
                            .as("%s %s on %s", route.method(), route.path(), environment)
                            .isEqualTo(may);
                }
            }
        }
    }

    @Test
    void whatIsNotOfAnEnvironmentIsOfTheWholeProject() throws Exception {
        try (Browser eva = new Browser(api.port())) {
            eva.signIn("eva");
            assertThat(eva.get("/projects/acme/environments/staging/refresh").body())
                    .contains("id=\"next\"");
            assertThat(eva.get("/projects/acme/environments/production/snapshot")
                            .body())
                    .doesNotContain("id=\"next\"");
            assertThat(eva.get("/account").body()).contains("release manager on staging");
            assertThat(ask(eva, Route.form("/projects/{project}/releases/{id}/promote", Role.PERFORM, _ -> {}))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aRoleOnOneEnvironmentEndsNoLinkToAnother() throws Exception {
        Shares shares = shares(Token.of(folder.resolve("token")));
        Shares.Made other = shares.make(
                "acme", new Shares.Wish("preproduction", "Rosa", Set.of(ShareBook.Allowed.REPORT), 1, "bo"));
        try (Browser eva = new Browser(api.port())) {
            eva.signIn("eva");
            String end =
                    "/projects/acme/environments/staging/shares/" + other.kept().id() + "/end";
            HttpResponse<String> answer =
                    eva.post(end, Map.of("form-token", eva.formToken("/projects/acme/environments/staging")));
            assertThat(answer.body()).contains("server.share-not-found");
        }
        assertThat(shares.counting("acme"))
                .extracting(ShareBook.Kept::id)
                .containsExactly(other.kept().id());
    }

    /** What an address does is not of interest here: only whether somebody is let through to it. */
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"RELEASE_MANAGER", "DEVELOPER", "VIEWER"})
    void theApiLetsATokenDoWhatItsRoleMayAndNothingElse(Role role) throws Exception {
        String shown = tokens(Token.of(folder.resolve("token")))
                .make("acme", new ApiTokens.Wish("a program", "", role, 1, "operator"))
                .token();
        for (Route route : table()) {
            if (!route.path().startsWith("/api/")) {
                continue;
            }
            desk.move("succeeded", "");
            int status = Browser.api(api.port(), route.method().name(), address(route), "", shown)
                    .statusCode();
            assertThat(status != 403)
                    .as("%s %s %s: %s", role, route.method(), route.path(), status)
                    .isEqualTo(route.open() || route.roles().contains(role));
            assertThat(status).as(route.path()).isNotEqualTo(401);
        }
    }

    @Test
    void aSessionOpensNothingOfTheApi() throws Exception {
        try (Browser operator = as(Role.OPERATOR)) {
            for (Route route : table()) {
                if (route.path().startsWith("/api/") && !route.open()) {
                    assertThat(ask(operator, route).statusCode())
                            .as(route.path())
                            .isEqualTo(401);
                }
            }
        }
    }

    /** A role that is taken away counts at once: the session is one of somebody who may less. */
    @Test
    void somebodyWhoLeavesTheProjectIsOutAtOnce() throws Exception {
        try (Browser ana = as(Role.VIEWER)) {
            assertThat(ana.get("/projects/acme").statusCode()).isEqualTo(200);
            desk.leave("ana");
            assertThat(ana.get("/projects/acme").statusCode()).isEqualTo(303);
        }
    }

    /** The stream of a live page ends; what asks for it anew is sent to the sign-in. */
    @Test
    void aLivePageTellsNothingMoreToSomebodyWhoLeft() throws Exception {
        try (Browser ana = as(Role.VIEWER)) {
            CompletableFuture<String> live =
                    CompletableFuture.supplyAsync(() -> followed(ana), Thread::startVirtualThread);
            while (desk.runs().followers() == 0) {
                Thread.onSpinWait();
            }
            desk.leave("ana");
            assertThat(live.join()).contains("12 of 31").doesNotContain("event: end");
            assertThat(ana.get("/projects/acme/runs/run-4/events").statusCode()).isEqualTo(303);
        }
    }

    private static String followed(Browser browser) {
        try {
            return browser.hear("/projects/acme/runs/run-4/events");
        } catch (IOException | InterruptedException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Test
    void theManualHasTheTable() throws Exception {
        String wanted = "| Method | Address | of | "
                + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(" | "))
                + " |\n|---|---|---|" + "---|".repeat(Role.values().length) + "\n"
                + table().stream().map(RolesTest::line).collect(Collectors.joining());

        String manual = Files.readString(MANUAL);
        if (System.getenv(WRITE) != null) {
            manual = manual.substring(0, manual.indexOf("| Method |")) + wanted;
            Files.writeString(MANUAL, manual);
        }
        assertThat(manual).endsWith(wanted);
    }

    private static String line(Route route) {
        String of = route.environment(Map.of("name", "environment"));
        return "| " + route.method() + " | `" + route.path() + "` | " + of + " | "
                + Arrays.stream(Role.values())
                        .map(role -> route.roles().contains(role) || route.open() ? "yes" : "")
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }

    private List<Route> table() {
        Token token = Token.of(folder.resolve("token"));
        Sessions sessions = new Sessions(mint(token), _ -> desk.access().sessions());
        return Api.routes(
                new Pages.Parts(
                        new FakeProjects(desk), sessions, tokens(token), shares(token), new Streams(), firstUse()),
                new Web(),
                () -> {});
    }

    private FirstUse firstUse() {
        return new FirstUse(
                new AuditProgram(System.getProperty("java.class.path")),
                new ProjectRegister(new FakeProjects(desk)),
                InstantSource.system());
    }

    private Shares shares(Token token) {
        return new Shares(mint(token), _ -> desk.access().shares());
    }

    private String share() {
        return shares(Token.of(folder.resolve("token")))
                .make("acme", new Shares.Wish("staging", "Rosa", Set.of(ShareBook.Allowed.REPORT), 1, "bo"))
                .link();
    }

    private ApiTokens tokens(Token token) {
        return new ApiTokens(mint(token), _ -> desk.access().tokens());
    }

    private Mint mint(Token token) {
        return new Mint(token, (_, _) -> Optional.empty(), InstantSource.system(), () -> "secret" + made++);
    }

    private static String address(Route route) {
        return address(route, "production");
    }

    private static String address(Route route, String environment) {
        return route.path()
                .replace("{ticket}", "t1")
                .replace("{number}", "1")
                .replace("{project}", "acme")
                .replace("{language}", "es")
                .replace("{digest}", "0")
                .replaceFirst("/assets/0/\\{name}", "/assets/0/understudy.css")
                .replace("/runs/{id}", "/runs/run-4")
                .replace("{id}", Showroom.OPEN)
                .replace("{name}", environment)
                .replace("{evidence}", "rehearsal")
                .replace("run-4/evidence", "run-2/evidence")
                .replace("run-4/rehearsal", "run-2/rehearsal");
    }

    private HttpResponse<String> ask(Browser browser, Route route) throws Exception {
        return ask(browser, route, address(route));
    }

    private HttpResponse<String> ask(Browser browser, Route route, String path) throws Exception {
        if (route.method().equals(HandlerType.GET)) {
            return browser.get(path);
        }
        String token = route.roles().contains(Role.GUEST) && !route.open()
                ? browser.formToken("/shared")
                : browser.session().isEmpty() ? "" : browser.formToken("/projects/acme");
        return browser.post(
                path,
                Map.of(
                        "form-token",
                        token,
                        "gate",
                        "approval",
                        "digest",
                        "d".repeat(64),
                        "project",
                        "acme",
                        "person",
                        "ana",
                        "key",
                        "usk-ana"));
    }

    private Browser as(Role role) throws Exception {
        Browser browser = new Browser(api.port());
        switch (role) {
            case NOBODY -> {}
            case GUEST -> browser.post("/share", Map.of("link", share()));
            case VIEWER -> browser.signIn("ana");
            case SHELL -> {
                Loans loans = desk.access().loans();
                loans.ask("ana", Set.of(), Role.SHELL, "an order hangs");
                loans.answer(loans.latest().getFirst().id(), "bo", true);
                browser.signIn("ana");
            }
            case DEVELOPER -> browser.signIn("dev");
            case RELEASE_MANAGER -> browser.signIn("bo");
            case OPERATOR -> browser.post("/sign-in", Map.of("link", link()));
        }
        return browser;
    }

    private String link() throws Exception {
        try (Browser browser = new Browser(api.port())) {
            String answer = browser.post("/api/sign-in-links", Map.of(), "Authorization", "Bearer " + secret)
                    .body();
            return JsonMapper.shared()
                    .readTree(answer)
                    .get("path")
                    .stringValue()
                    .replaceFirst(".*link=", "");
        }
    }
}
