package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.beginning.AdoptTemplate;
import dev.understudy.model.beginning.NewProjectFile;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.ShellWord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy adopt}: a copy of a production that goes on, and the file that describes it. */
@Command(name = "adopt")
public final class AdoptCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FOLDER", descriptionKey = "adopt-folder")
    private String folder = "";

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "audit-config")
    private String config = "";

    @Option(names = "--database", paramLabel = "NAME", descriptionKey = "adopt-database")
    private String database = "";

    @Option(names = "--filestore", paramLabel = "FOLDER", descriptionKey = "audit-filestore")
    private String filestore = "";

    public AdoptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path there = session.path(folder);
        Adopted adopted = ServiceProcess.auditor()
                .copy(
                        new AuditOrder(
                                path(config),
                                "",
                                database,
                                path(filestore),
                                session.locale().getLanguage()),
                        there,
                        session.err()::println);
        NewProjectFile file = NewProjectFile.in(there);
        boolean fresh = file.write(AdoptTemplate.text(adopted));
        // In its folder, for a service that has other projects too.
        List<String> next = List.of(
                "cd " + ShellWord.of(there.toString()),
                "understudy up",
                AdoptTemplate.follows(adopted)
                        ? "understudy follow"
                        : "understudy restore production --from " + ShellWord.of(adopted.dump()) + " --filestore "
                                + ShellWord.of(adopted.filestore()),
                "understudy refresh staging");
        if (session.json()) {
            session.printJson(
                    Map.of("file", file.path().toString(), "written", fresh, "adopted", adopted, "next", next));
            return 0;
        }
        session.out()
                .println(session.texts()
                        .get(
                                "adopt.copied",
                                adopted.dump(),
                                Figures.bytes(adopted.dumpBytes(), session.locale()),
                                Figures.duration(Duration.ofMillis(adopted.dumpMillis()), session.locale())));
        List<String> leftOut = adopted.report().data().unreadable();
        if (!leftOut.isEmpty()) {
            session.out().println(session.texts().get("adopt.left-out", String.join(", ", leftOut)));
        }
        session.out().println(session.texts().get("adopt.files", adopted.filestore(), adopted.files()));
        adopted.code().stream()
                .filter(Adopted.Code::worked)
                .forEach(code -> session.out()
                        .println(session.texts().get("adopt.worked", code.url(), Adopted.Code.AS_IT_RUNS)));
        session.out().println(session.texts().get(fresh ? "adopt.written" : "adopt.kept", file.path()));
        session.out().println(session.texts().get("adopt.next"));
        next.forEach(command -> session.out().println("  " + command));
        if (!AdoptTemplate.follows(adopted)) {
            session.out().println(session.texts().get("adopt.or", file.path()));
            session.out().println("  understudy follow");
        }
        return 0;
    }

    private String path(String given) {
        return given.isEmpty() ? "" : session.path(given).toString();
    }
}
