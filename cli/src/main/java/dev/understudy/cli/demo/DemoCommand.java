package dev.understudy.cli.demo;

import dev.understudy.cli.Session;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy demo}. */
@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {

    private static final Pattern RANGE = Pattern.compile("(\\d{4,5})-(\\d{4,5})");
    private static final int FEWEST_PORTS = 30;

    private final Session session;

    @Option(names = "--clean", descriptionKey = "demo-clean")
    private boolean clean;

    @Option(names = "--cache", descriptionKey = "demo-cache")
    private boolean cache;

    @Option(names = "--ports", paramLabel = "FIRST-LAST", descriptionKey = "demo-ports")
    private String ports = PortRange.DEFAULT.toString();

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Home home = session.home();
        if (clean) {
            clean(home);
        } else {
            tell(home);
        }
        return 0;
    }

    private void tell(Home home) {
        ApiPipeline pipeline = new ApiPipeline(session);
        StoryRecord story = new Demo(home, pipeline, new RpcOdoo(), new SystemCommands(), telling()).tell(range());
        if (session.json()) {
            session.printJson(Map.of(
                    "rows", story.rows(), "environments", pipeline.status().environments()));
        }
    }

    private void clean(Home home) {
        Sweep sweep = Sweep.of(home);
        boolean removed = sweep.clean();
        Telling telling = telling();
        telling.line(telling.texts().text(removed ? "clean.done" : "clean.nothing", home.directory()));
        if (cache) {
            sweep.cleanCache();
        }
        telling.line(telling.texts().text(cache ? "clean.cache" : "clean.cache-kept", home.cache()));
        if (session.json()) {
            session.printJson(
                    Map.of("removed", removed, "home", home.directory().toString()));
        }
    }

    private Telling telling() {
        PrintStream out = session.json() ? new PrintStream(PrintStream.nullOutputStream()) : session.out();
        return new Telling(new PrintWriter(out, true, StandardCharsets.UTF_8), new DemoTexts(session.locale()));
    }

    private PortRange range() {
        Matcher given = RANGE.matcher(ports);
        if (given.matches()) {
            PortRange range = new PortRange(Integer.parseInt(given.group(1)), Integer.parseInt(given.group(2)));
            if (range.first() >= 1024 && range.last() <= 65_535 && range.last() - range.first() + 1 >= FEWEST_PORTS) {
                return range;
            }
        }
        throw Fault.usage("cli.demo-ports", ports, FEWEST_PORTS).exception();
    }
}
