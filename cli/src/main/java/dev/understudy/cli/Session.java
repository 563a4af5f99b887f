package dev.understudy.cli;

import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.Time;
import dev.understudy.cli.show.Ink;
import dev.understudy.cli.show.ShownOutput;
import dev.understudy.model.home.Home;
import dev.understudy.model.text.Language;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ProjectView;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one command has at hand: its variables, its folder, where it writes, and in which language. */
public final class Session {

    private final Map<String, String> variables;
    private final Path folder;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Locale locale;
    private final Time time;
    private boolean json;
    private String color = "auto";
    private String project = "";

    /**
     * @param variables of the environment
     * @param folder the present one
     * @param terminal whether a person looks at {@code out}
     */
    public Session(Map<String, String> variables, Path folder, PrintStream out, PrintStream err, boolean terminal) {
        this(variables, folder, out, err, terminal, Time.REAL);
    }

    /** As above, with a time of its own. */
    Session(Map<String, String> variables, Path folder, PrintStream out, PrintStream err, boolean terminal, Time time) {
        this.variables = Map.copyOf(variables);
        this.folder = folder;
        this.out = shown(out);
        this.err = shown(err);
        this.terminal = terminal;
        this.locale = Language.of(variables);
        this.time = time;
    }

    /** The home of the variables; without {@code UNDERSTUDY_PORT}, with the port that its service has left there. */
    public Home home() {
        Home home = Home.of(variables, root());
        Path left = home.directory().resolve("service.port");
        if (variables.getOrDefault("UNDERSTUDY_PORT", "").isEmpty() && Files.isReadable(left)) {
            try {
                Map<String, String> all = new HashMap<>(variables);
                all.put("UNDERSTUDY_PORT", Files.readString(left).strip());
                return Home.of(all, root());
            } catch (IOException gone) {
                // The service ended between the two looks.
                return home;
            }
        }
        return home;
    }

    public boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The service of the home. */
    public Client service() {
        return new Client(home(), locale, by(), time, () -> err.println(texts().get("service.slow")));
    }

    /**
     * The service, asked for the project that is meant: the one that was named, else that of the present folder, else the
     * only one.
     *
     * @throws dev.understudy.model.fault.FaultException {@code cli.which-project}, {@code cli.project-not-added}, {@code
     *     cli.no-projects}
     */
    public Client client() {
        Client service = service();
        if (project.isEmpty()) {
            project = variables.getOrDefault("UNDERSTUDY_PROJECT", "");
        }
        if (project.isEmpty()) {
            List<ProjectView> all = List.of(Json.read(service.get("/projects"), ProjectView[].class));
            project = MeantProject.of(all, folder);
        }
        return service.of(project);
    }

    /** Names the project that the command is for. */
    public void project(String name) {
        this.project = name;
    }

    /** The project that was named; empty when none was. */
    public String project() {
        return project;
    }

    public Time time() {
        return time;
    }

    public Texts texts() {
        return Texts.of("cli", locale);
    }

    public Locale locale() {
        return locale;
    }

    public Map<String, String> variables() {
        return variables;
    }

    /** A path as it was given, from the present folder. */
    public Path path(String given) {
        return folder.resolve(given).normalize();
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Whether a person looks at what is written, and not at JSON. */
    public boolean live() {
        return terminal && !json;
    }

    public boolean json() {
        return json;
    }

    public void json(boolean wanted) {
        this.json = wanted;
    }

    /** {@code auto}, {@code always} or {@code never}. */
    public void color(String when) {
        this.color = when;
    }

    public Ink ink() {
        boolean colored = switch (color) {
            case "always" -> true;
            case "never" -> false;
            default -> terminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
        };
        return new Ink(colored && !json);
    }

    public void printJson(Object value) {
        out.println(Json.of(value));
    }

    private static PrintStream shown(PrintStream stream) {
        return new PrintStream(new ShownOutput(stream), false, StandardCharsets.UTF_8);
    }

    private String by() {
        String user = variables.getOrDefault("SUDO_USER", System.getProperty("user.name", ""));
        return user.matches("[\\w.@-]{1,64}") ? user : "cli";
    }
}
