package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.audit.AuditProcess;
import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.beginning.AdoptTemplate;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
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
        Path file = there.resolve("understudy.yaml");
        Adopted adopted = AuditProcess.adopt(
                new AuditOrder(
                        path(config),
                        "",
                        database,
                        path(filestore),
                        session.locale().getLanguage()),
                there);
        boolean fresh = write(file, AdoptTemplate.text(adopted));
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
            session.printJson(Map.of("file", file.toString(), "written", fresh, "adopted", adopted, "next", next));
            return 0;
        }
        session.out()
                .println(session.texts()
                        .get(
                                "adopt.copied",
                                adopted.dump(),
                                Figures.bytes(adopted.dumpBytes(), session.locale()),
                                Figures.duration(Duration.ofMillis(adopted.dumpMillis()), session.locale())));
        session.out().println(session.texts().get("adopt.files", adopted.filestore(), adopted.files()));
        session.out().println(session.texts().get(fresh ? "adopt.written" : "adopt.kept", file));
        session.out().println(session.texts().get("adopt.next"));
        next.forEach(command -> session.out().println("  " + command));
        if (!AdoptTemplate.follows(adopted)) {
            session.out().println(session.texts().get("adopt.or", file));
            session.out().println("  understudy follow");
        }
        return 0;
    }

    private String path(String given) {
        return given.isEmpty() ? "" : session.path(given).toString();
    }

    /** One that is there is somebody's work, and stays. */
    private static boolean write(Path file, String text) {
        if (Files.exists(file)) {
            return false;
        }
        if (ProjectFile.read(file.toString(), text) instanceof Reading.Invalid invalid) {
            throw invalid.problems().getFirst().fault().exception();
        }
        try {
            Files.writeString(file, text);
            return true;
        } catch (IOException failure) {
            throw Fault.failed("cli.file-unwritable", failure).at(file).exception(failure);
        }
    }
}
