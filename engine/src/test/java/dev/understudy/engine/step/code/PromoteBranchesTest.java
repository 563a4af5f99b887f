package dev.understudy.engine.step.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.Release;
import dev.understudy.targets.git.GitBranches;
import dev.understudy.targets.git.GitMirror;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two repositories that a team pushes to, and releases that enter stages: real git. */
class PromoteBranchesTest {

    private final Host host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    private Path folder;

    private Project project;
    private Promotions promotions;
    private Release release;

    @BeforeEach
    void repositories() {
        for (String name : List.of("crm", "sales", "tools")) {
            host.require(Command.of("git", "init", "--quiet", "--bare", "--initial-branch=main", served(name)));
            host.require(Command.of("git", "clone", "--quiet", served(name), folder.resolve(name)));
            git(name, "checkout", "--quiet", "-B", "main");
            commit(name, "a.txt", "a");
            push(name, "main");
            push(name, "staging");
            push(name, "production");
        }
        method("hdz-ii");
        release = release("r1");
    }

    private Path served(String name) {
        return folder.resolve(name + ".git");
    }

    private void method(String method) {
        project = ProjectFile.read(
                        "understudy.yaml", """
            project: acme
            odoo: { series: "19.0" }
            method: %s
            people:
              - { name: ana, mail: ana@acme.example, roles: [client] }
              - { name: cy, mail: cy@acme.example, roles: [release-manager] }
            repositories:
              - { name: crm, url: %s, branches: { production: production, staging: staging, development: main } }
              - { name: sales, url: %s, branches: { production: production, staging: staging, development: main } }
              - { name: tools, url: %s }
            environments:
              production: {}
              staging: { copy_of: production }
              development: { data: demo }
            """.formatted(method, served("crm"), served("sales"), served("tools")))
                .require();
        promotions = new Promotions(() -> project, _ -> release, repository -> {
            Path mirror = folder.resolve("mirrors").resolve(repository.name());
            return new GitBranches(
                    host,
                    new GitMirror(host, mirror, repository.name(), repository.url(), GitWalls.NONE),
                    mirror,
                    repository.url(),
                    GitWalls.NONE,
                    () -> "key");
        });
    }

    private String git(String name, String... words) {
        List<String> argv =
                new ArrayList<>(List.of("git", "-C", folder.resolve(name).toString()));
        argv.addAll(List.of("-c", "user.name=Ada", "-c", "user.email=ada@acme.example"));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)).out().strip();
    }

    private String commit(String name, String path, String text) {
        try {
            Files.writeString(folder.resolve(name).resolve(path), text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        git(name, "add", "--all");
        git(name, "commit", "--quiet", "--message=Change " + path);
        return git(name, "rev-parse", "HEAD");
    }

    private void push(String name, String branch) {
        git(name, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/" + branch);
    }

    private String at(String name, String branch) {
        return host.require(Command.of("git", "-C", served(name), "rev-parse", "refs/heads/" + branch))
                .out()
                .strip();
    }

    /** Of what the team stands at, which it has pushed to development. */
    private Release release(String id) {
        Map<String, String> commits = Map.of(
                "crm", git("crm", "rev-parse", "HEAD"),
                "sales", git("sales", "rev-parse", "HEAD"),
                "tools", git("tools", "rev-parse", "HEAD"));
        return new Release(id, Instant.EPOCH, "ada", "debian:19.0", commits);
    }

    private NotedContext entering(String environment) {
        return new NotedContext(
                "run-1", new RunRequest("deploy", environment, Set.of(), release.id(), Map.of(), "ada"));
    }

    private void developed() {
        commit("crm", "b.txt", "b");
        push("crm", "main");
        commit("sales", "b.txt", "b");
        push("sales", "main");
        release = release("r2");
    }

    @Test
    void movesTheBranchOfTheStageInEachRepositoryThatNamesOne() {
        developed();
        commit("tools", "b.txt", "b");
        Step step = new PromoteBranches(promotions);

        assertThat(step.plan(entering("staging"))).hasSize(2).allMatch(line -> line.startsWith("git push: "));
        NotedContext context = entering("staging");
        Outcome first = step.apply(context);
        assertThat(step.apply(context)).as("again, after a kill").isInstanceOf(Outcome.Done.class);

        assertThat(first)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.detail().in(Locale.ENGLISH))
                                .contains("crm staging", "sales staging", "->")
                                .doesNotContain("tools"));
        assertThat(at("crm", "staging")).isEqualTo(release.commits().get("crm"));
        assertThat(at("sales", "staging")).isEqualTo(release.commits().get("sales"));
        assertThat(at("sales", "production")).isNotEqualTo(release.commits().get("sales"));
        step.undo(context);
        step.undo(context);
        assertThat(at("sales", "staging")).isEqualTo(at("sales", "production"));
        assertThat(at("crm", "staging")).isEqualTo(at("crm", "production"));
    }

    @Test
    void whereOneServerSaysNoNoBranchIsLeftAhead() throws IOException {
        developed();
        Path hook = served("sales").resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho not on Fridays >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        Step step = new PromoteBranches(promotions);
        NotedContext context = entering("production");

        assertThatThrownBy(() -> step.apply(context))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        failure -> assertThat(failure.fault().code()).isEqualTo("git.push-refused"))
                .hasMessageContaining("not on Fridays");
        step.undo(context);

        assertThat(at("crm", "production")).isNotEqualTo(release.commits().get("crm"));
        assertThat(at("sales", "production")).isNotEqualTo(release.commits().get("sales"));
    }

    @Test
    void whatSomebodyPushedSinceStaysWhenTheDeployIsTakenBack() {
        developed();
        Step step = new PromoteBranches(promotions);
        NotedContext context = entering("production");
        step.apply(context);
        String since = commit("sales", "c.txt", "c");
        push("sales", "production");
        host.delete(served("crm"));

        step.undo(context);

        assertThat(at("sales", "production")).isEqualTo(since);
        assertThat(context.left("branch-stays-crm")).contains("crm");
    }

    @Test
    void leavesBranchesAloneWhereTheMethodSaysNothing() {
        method("falcon-i");
        developed();

        assertThat(new PromoteBranches(promotions).apply(entering("production")))
                .isEqualTo(Outcome.done());

        assertThat(at("sales", "production")).isNotEqualTo(release.commits().get("sales"));
    }

    @Test
    void developmentIsRebasedOnWhatStagingWasPatchedWith() {
        method("linear");
        developed();
        String before = at("sales", "main");
        git("sales", "reset", "--quiet", "--hard", at("sales", "staging"));
        commit("sales", "patch.txt", "patched");
        git("sales", "push", "--quiet", "origin", "HEAD:refs/heads/patch");
        release = new Release(
                "r3",
                Instant.EPOCH,
                "ada",
                "debian:19.0",
                Map.of("crm", at("crm", "staging"), "sales", git("sales", "rev-parse", "HEAD")));
        new PromoteBranches(promotions).apply(entering("staging"));

        Outcome outcome = new RebaseBranches(promotions).apply(entering("staging"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.detail().in(Locale.ENGLISH)).contains("sales main"));
        assertThat(at("sales", "main")).isNotEqualTo(before);
        git("sales", "fetch", "--quiet");
        assertThat(git("sales", "log", "--format=%s", "origin/main"))
                .isEqualTo("Change b.txt\nChange patch.txt\nChange a.txt");
        assertThat(new RebaseBranches(promotions).apply(entering("staging")))
                .as("there is nothing to do a second time")
                .isEqualTo(Outcome.done());
    }
}
