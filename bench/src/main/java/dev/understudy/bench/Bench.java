package dev.understudy.bench;

import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A benchmark from its command to its table: a home with a service of its own, the work, and nothing left behind. */
public final class Bench {

    private final Settings settings;
    private final Home home;
    private final UnderTest understudy;

    /** On the home that the settings name. */
    public Bench(Settings settings) {
        this.settings = settings;
        this.home = new Home(settings.home(), Home.of(System.getenv(), true).cache(), settings.port());
        this.understudy = new UnderTest(settings, home);
    }

    /** Reads the words of a command; throws {@link IllegalArgumentException} with what is wrong with them. */
    @FunctionalInterface
    public interface Reader<S> {
        S of(Path checkout, Path folder, List<String> words);
    }

    /** What is done while the service runs. */
    @FunctionalInterface
    public interface Work {
        void on(SampleRepositories repositories) throws IOException, InterruptedException;
    }

    /**
     * The settings that a command asks for; ends the process when it asks for what there is not.
     *
     * @param arguments the first is Understudy's own folder, which {@code bench/launch} adds
     */
    public static <S> S settings(String[] arguments, Reader<S> reader, String usage) {
        if (!"root".equals(System.getProperty("user.name"))) {
            say("only root may make a copy-on-write pool, a fence and a private Odoo");
            System.exit(2);
        }
        List<String> words = new ArrayList<>(List.of(arguments));
        Path checkout = Path.of(words.removeFirst());
        try {
            return reader.of(checkout, Path.of("").toAbsolutePath(), words);
        } catch (IllegalArgumentException wrong) {
            say(wrong.getMessage() + "\n" + usage);
            System.exit(2);
            throw wrong;
        }
    }

    public Home home() {
        return home;
    }

    public UnderTest understudy() {
        return understudy;
    }

    /**
     * Makes the project where there is none, starts the service, does the work, and removes all of it unless it is kept.
     *
     * @param watch how long production is watched after a deploy, as {@code understudy.yaml} has it
     */
    public void perform(String watch, Work work) throws IOException, InterruptedException {
        SampleRepositories repositories = LargeData.project(settings, watch);
        during(() -> work.on(repositories));
    }

    /** What is done while the service runs on a project of the benchmark's own. */
    @FunctionalInterface
    public interface OwnWork {
        void perform() throws IOException, InterruptedException;
    }

    /** Starts the service on the project that is there, does the work, and removes all of it unless it is kept. */
    public void during(OwnWork work) throws IOException, InterruptedException {
        say("the service starts");
        understudy.up();
        try {
            work.perform();
        } finally {
            understudy.down();
            if (!settings.keep()) {
                understudy.command("demo", "--clean");
            }
        }
    }

    /** Prints a table, and keeps it in the file that the settings name. */
    public void write(String markdown) throws IOException {
        Files.createDirectories(settings.report().toAbsolutePath().getParent());
        Files.writeString(settings.report(), markdown);
        System.out.print(markdown);
        say("written to " + settings.report());
    }

    /** Tells whoever waits what goes on. */
    public static void say(String what) {
        System.err.println("bench: " + what);
    }
}
