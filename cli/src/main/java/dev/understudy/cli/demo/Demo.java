package dev.understudy.cli.demo;

import dev.understudy.model.config.PortRange;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.EnvironmentView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code understudy demo}: sets the stage, has the story told, and shows the way on. */
final class Demo {

    private static final List<String> ENVIRONMENTS = List.of("production", "staging");
    private static final List<String> NEXT =
            List.of("status", "runs", "release list", "refresh staging", "backup production", "demo --clean");
    private static final Duration SERVING_AT_MOST = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Home home;
    private final DemoFolder folder;
    private final SampleRepositories repositories;
    private final StoryFile file;
    private final Pipeline pipeline;
    private final SampleOdoo odoo;
    private final SystemCommands machine;
    private final Telling telling;

    Demo(Home home, Pipeline pipeline, SampleOdoo odoo, SystemCommands machine, Telling telling) {
        this.home = home;
        this.folder = DemoFolder.of(home);
        this.repositories = new SampleRepositories(folder.repositories());
        this.file = new StoryFile(folder.story());
        this.pipeline = pipeline;
        this.odoo = odoo;
        this.machine = machine;
        this.telling = telling;
    }

    /**
     * Tells the story, goes on with one that was cut off, or shows one that was told.
     *
     * @param ports that the demo's environments may use, when it begins
     */
    StoryRecord tell(PortRange ports) {
        refuseOthersHome();
        StoryRecord story = file.read();
        if (story.ended()) {
            pipeline.up(folder.project());
            if (!absent("production")) {
                telling.say("demo.again");
                ENVIRONMENTS.forEach(this::awaitServing);
                close(story);
                return story;
            }
            startOver();
        }
        company(ports);
        story = new Story(pipeline, odoo, repositories, folder.project(), file, telling).tell();
        close(story);
        return story;
    }

    private void company(PortRange ports) {
        telling.chapter("chapter.company");
        if (Files.exists(folder.project())) {
            telling.say("demo.goes-on");
        } else {
            repositories.create();
            boolean fenced = machine.root() && machine.has("nft");
            DemoProject.write(folder.project(), DemoProject.text(repositories, ports, fenced));
        }
        telling.say("company.project", folder.project());
        telling.quote(DemoProject.read(folder.project()));
        telling.command("up --config " + folder.project());
        long start = System.nanoTime();
        pipeline.up(folder.project());
        telling.say("company.up", telling.texts().time((System.nanoTime() - start) / 1_000_000), home.address());
        telling.say("company.pages", pipeline.pages());
    }

    private void close(StoryRecord story) {
        telling.chapter("chapter.end");
        telling.table(story.rows());
        for (String name : ENVIRONMENTS) {
            EnvironmentView environment = pipeline.environment(name);
            telling.say("end.address", name, String.valueOf(environment.url()), RpcOdoo.LOGIN, RpcOdoo.PASSWORD);
        }
        telling.say("end.pages", pipeline.pages());
        telling.line("");
        telling.say("end.next");
        int width = NEXT.stream().mapToInt(String::length).max().orElse(0);
        for (String command : NEXT) {
            telling.command(command + " ".repeat(width - command.length()) + "   "
                    + telling.texts().text("next." + command.replace(" ", "-").replace("--", "")));
        }
    }

    /** A service whose environments were stopped starts them again by itself: wait until they serve. */
    private void awaitServing(String name) {
        long end = System.nanoTime() + SERVING_AT_MOST.toNanos();
        while (!pipeline.environment(name).status().equals("running")) {
            if (System.nanoTime() > end) {
                throw Fault.failed("cli.demo-not-serving", name).exception();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Fault.failed("cli.demo-interrupted", name).exception(interrupted);
            }
        }
    }

    private boolean absent(String environment) {
        return pipeline.environment(environment).status().equals("absent");
    }

    /** Production was destroyed: project and repositories go back to what it starts with. */
    private void startOver() {
        file.forget();
        Trees.delete(folder.repositories());
        Trees.delete(folder.project());
    }

    private void refuseOthersHome() {
        if (Files.exists(folder.directory()) || !Files.exists(home.directory())) {
            return;
        }
        try (Stream<Path> files = Files.list(home.directory())) {
            if (files.findAny().isPresent()) {
                throw Fault.refused("cli.demo-home-taken").at(home.directory()).exception();
            }
        } catch (IOException unreadable) {
            throw Fault.failed("cli.demo-home-unwritable", unreadable)
                    .at(home.directory())
                    .exception(unreadable);
        }
    }
}
