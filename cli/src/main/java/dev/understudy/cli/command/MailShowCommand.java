package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MailScreen;
import dev.understudy.model.view.MailView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy mail show}. */
@Command(name = "show")
public final class MailShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Parameters(paramLabel = "ID", descriptionKey = "mail-id")
    private long id;

    @Option(
            names = {"--save"},
            paramLabel = "FILE",
            descriptionKey = "mail-save")
    private @Nullable Path save;

    public MailShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        String address = MailGroup.address(environment) + "/" + id;
        if (save != null) {
            Files.write(save, session.client().bytes(address + "/source"));
            return 0;
        }
        String answer = session.client().get(address);
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MailScreen(session).show(Json.read(answer, MailView.Whole.class));
        }
        return 0;
    }
}
