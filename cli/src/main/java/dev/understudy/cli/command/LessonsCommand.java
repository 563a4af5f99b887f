package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.LessonScreen;
import dev.understudy.model.view.LessonView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy lessons}. */
@Command(name = "lessons")
public final class LessonsCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "WORD", arity = "0..*", descriptionKey = "lessons-words")
    private List<String> words = List.of();

    @Option(names = "--module", paramLabel = "MODULE", descriptionKey = "lessons-module")
    private String module = "";

    public LessonsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client()
                .get("/lessons?query=" + Client.quote(String.join(" ", words)) + "&module=" + Client.quote(module));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new LessonScreen(session).found(Json.list(answer, LessonView.class));
        }
        return 0;
    }
}
