package dev.understudy.cli.demo;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.ApiProblem;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.cli.show.Progress;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.PersonView.KeyView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.StatusView;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The service of the session's home, over its API. */
final class ApiPipeline implements Pipeline {

    private final Session session;

    private record Link(String path) {}

    ApiPipeline(Session session) {
        this.session = session;
    }

    @Override
    public void up(Path project) {
        ServiceProcess service = new ServiceProcess(session);
        if (service.running().isEmpty()) {
            service.start(Optional.of(project));
        }
    }

    @Override
    public String pages() {
        String path = Json.read(session.service().post("/sign-in-links", Map.of()), Link.class)
                .path();
        return session.home().address() + path;
    }

    @Override
    public StatusView status() {
        return Json.read(client().get("/status"), StatusView.class);
    }

    @Override
    public EnvironmentView environment(String name) {
        return Json.read(client().get("/environments/" + Client.quote(name)), EnvironmentView.class);
    }

    @Override
    public ReleaseView createRelease(Map<String, String> commits) {
        return Json.read(client().post("/releases", Map.of("commits", commits)), ReleaseView.class);
    }

    @Override
    public ReleaseView release(String id) {
        return Json.read(client().get("/releases/" + Client.quote(id)), ReleaseView.class);
    }

    @Override
    public RunView act(String environment, String verb, Map<String, String> arguments) {
        String path = "/environments/" + Client.quote(environment) + "/" + verb;
        return Json.read(client().post(path, arguments), RunView.class);
    }

    @Override
    public RunView rehearse(String release) {
        String path = "/releases/" + Client.quote(release) + "/rehearse";
        return Json.read(client().post(path, Map.of()), RunView.class);
    }

    @Override
    public RunView follow(String id) {
        ServiceProcess service = new ServiceProcess(session);
        if (session.json()) {
            return service.follower(session.err()::println).follow(id, run -> {});
        }
        try (Progress progress = new Progress(session, Clock.systemUTC())) {
            return service.follower(progress::say).follow(id, progress::show);
        }
    }

    @Override
    public Optional<String> evidence(String run, String name) {
        try {
            return Optional.of(client().get("/runs/" + Client.quote(run) + "/evidence/" + Client.quote(name)));
        } catch (ApiProblem problem) {
            if (problem.problem().code().endsWith("not-found")) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    @Override
    public RunView promote(String release) {
        return Json.read(client().post(release(release, "promote"), Map.of()), RunView.class);
    }

    @Override
    public String key(String person) {
        String path = "/people/" + Client.quote(person) + "/key";
        return Json.read(client().post(path, Map.of()), KeyView.class).key();
    }

    @Override
    public void approve(String release, String gate, String person, String key) {
        String _ = client().post(
                        release(release, "approve"),
                        Map.of("gate", gate),
                        Map.of("Understudy-Person", person, "Understudy-Key", key));
    }

    @Override
    public ReportView report(String release) {
        return Json.read(client().get(release(release, "report")), ReportView.class);
    }

    private static String release(String id, String what) {
        return "/releases/" + Client.quote(id) + "/" + what;
    }

    @Override
    public Optional<ProblemView> refusal(String release, String environment) {
        try {
            act(environment, "deploy", Map.of("release", release));
            return Optional.empty();
        } catch (ApiProblem refused) {
            return Optional.of(refused.problem());
        }
    }

    private Client client() {
        return session.client();
    }
}
