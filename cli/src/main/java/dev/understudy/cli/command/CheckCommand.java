package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.machine.Finding;
import dev.understudy.cli.machine.Machine;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.cli.show.Table;
import dev.understudy.model.config.Problem;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ProblemView;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy check}: 2 when the file is wrong, 1 when the machine lacks what it cannot do without. */
@Command(name = "check")
public final class CheckCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
    private String config = "";

    public CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path file = session.path(config.isEmpty() ? ProjectFile.NAME : config);
        List<Problem> problems = switch (ProjectFile.read(file)) {
            case Reading.Valid _ -> List.of();
            case Reading.Invalid invalid -> invalid.problems();
        };
        boolean runs = new ServiceProcess(session).running().isPresent();
        List<Finding> machine =
                new Machine(session.variables(), session.home(), session.root(), runs, session.locale()).look();
        if (session.json()) {
            json(file, problems, machine);
        } else {
            show(file, problems, machine);
        }
        if (!problems.isEmpty()) {
            return 2;
        }
        return machine.stream().anyMatch(finding -> finding.level() == Finding.Level.MISSING) ? 1 : 0;
    }

    private void show(Path file, List<Problem> problems, List<Finding> machine) {
        Texts texts = session.texts();
        FaultTexts faults = FaultTexts.of(session.locale());
        session.out()
                .println(session.ink().strong(texts.get(problems.isEmpty() ? "check.right" : "check.wrong", file)));
        for (Problem problem : problems) {
            session.out()
                    .println("  " + problem.fault().where() + ": " + faults.what(problem.fault()) + " "
                            + faults.mend(problem.fault()));
        }
        session.out().println();
        session.out().println(session.ink().strong(texts.get("check.machine")));
        Table table = new Table();
        for (Finding finding : machine) {
            String level = word(finding);
            String shown = texts.get("level." + level);
            table.row(
                    finding.level() == Finding.Level.MISSING ? session.ink().bad(shown) : shown,
                    texts.get("subject." + finding.subject()),
                    finding.level() == Finding.Level.OK
                            ? finding.detail()
                            : texts.get("lacks." + finding.subject(), finding.detail()));
        }
        table.print(session.out(), "  ");
    }

    private void json(Path file, List<Problem> problems, List<Finding> machine) {
        FaultTexts faults = FaultTexts.of(session.locale());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", file.toString());
        all.put(
                "problems",
                problems.stream()
                        .map(problem -> ProblemView.of(problem.fault(), faults))
                        .toList());
        all.put(
                "machine",
                machine.stream()
                        .map(finding -> Map.of(
                                "level", word(finding), "subject", finding.subject(), "detail", finding.detail()))
                        .toList());
        session.printJson(all);
    }

    private static String word(Finding finding) {
        return finding.level().name().toLowerCase(Locale.ROOT);
    }
}
