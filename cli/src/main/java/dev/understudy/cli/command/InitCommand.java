package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.beginning.NewProjectFile;
import dev.understudy.model.beginning.OdooTemplate;
import dev.understudy.model.beginning.ProjectTemplate;
import dev.understudy.model.config.OdooSeries;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy init}. */
@Command(name = "init")
public final class InitCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--series", paramLabel = "SERIES", descriptionKey = "series")
    private String series = "";

    @Option(names = "--from", paramLabel = "SOURCE", descriptionKey = "from")
    private String from = "";

    @Option(names = "--command", paramLabel = "COMMAND", descriptionKey = "odoo-command")
    private String command = "";

    @Option(names = "--addons", paramLabel = "FOLDER", split = ",", descriptionKey = "odoo-addons")
    private List<String> addons = new ArrayList<>();

    @Option(names = "--repository", paramLabel = "NAME=URL", descriptionKey = "repository")
    private Map<String, String> repositories = new LinkedHashMap<>();

    @Option(names = "--method", paramLabel = "METHOD", descriptionKey = "method")
    private String method = "";

    @Option(names = "--config", paramLabel = "FILE", defaultValue = ProjectFile.NAME, descriptionKey = "config")
    private String config = ProjectFile.NAME;

    public InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        NewProjectFile file = new NewProjectFile(session.path(config));
        if (file.there() || !file.write(text(file.path()))) {
            throw Fault.refused("cli.file-exists", file.path()).exception();
        }
        if (session.json()) {
            session.printJson(Map.of("file", file.path().toString()));
        } else {
            session.out().println(session.texts().get("init.written", file.path()));
        }
        return 0;
    }

    private String text(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String suggested = ProjectTemplate.name(folder == null ? "" : String.valueOf(folder.getFileName()));
        String name = given(session.project(), "init.project", suggested);
        OdooTemplate odoo = odoo(given(series, "init.series", OdooSeries.USUAL));
        if (repositories.isEmpty()) {
            String url = Question.answer(session, "init.repository", "", "");
            if (url.isEmpty()) {
                throw Fault.usage("cli.no-repository").exception();
            }
            repositories = Map.of("addons", url);
        }
        String way = given(method, "init.method", "falcon-i");
        return ProjectTemplate.text(name, odoo, repositories, way);
    }

    private OdooTemplate odoo(String odooSeries) {
        boolean installed = !command.isEmpty() || !addons.isEmpty() || !OdooSeries.inDebian(odooSeries);
        // Debian's package needs a private folder, which only root can make.
        String source = installed && from.isEmpty()
                ? OdooTemplate.COMMAND
                : given(from, "init.from", session.root() || !session.live() ? "debian" : OdooTemplate.COMMAND);
        if (!source.equals(OdooTemplate.COMMAND)) {
            return new OdooTemplate(odooSeries, source, List.of(), List.of());
        }
        String program = given(command, "init.command", OdooTemplate.installed());
        if (program.isEmpty()) {
            throw Fault.usage("cli.no-odoo-command", odooSeries).exception();
        }
        List<String> words = List.of(program.strip().split("\\s+", -1));
        String folders = given(String.join(",", addons), "init.addons", String.join(",", OdooTemplate.addonsOf(words)));
        if (folders.isEmpty()) {
            throw Fault.usage("cli.no-odoo-addons", program).exception();
        }
        return new OdooTemplate(
                odooSeries, source, words, List.of(folders.strip().split("\\s*,\\s*", -1)));
    }

    private String given(String option, String question, String otherwise) {
        return option.isEmpty() ? Question.answer(session, question, otherwise, otherwise) : option;
    }
}
