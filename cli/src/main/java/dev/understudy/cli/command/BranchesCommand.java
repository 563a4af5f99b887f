package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.BranchesScreen;
import dev.understudy.model.view.BranchView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy branches}. */
@Command(name = "branches")
public final class BranchesCommand implements Callable<Integer> {

    private final Session session;

    @ArgGroup
    private @Nullable Act act;

    /** At most one of them. */
    static final class Act {

        @Option(names = "--rebase", descriptionKey = "rebase-branches")
        private boolean rebase;

        @Option(names = "--protect", descriptionKey = "protect-branches")
        private boolean protect;

        @Option(names = "--unprotect", descriptionKey = "unprotect-branches")
        private boolean unprotect;

        private String word() {
            return rebase ? "rebase" : protect ? "protect" : unprotect ? "unprotect" : "";
        }
    }

    public BranchesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = act == null
                ? session.client().get("/branches")
                : session.client().post("/branches/" + act.word(), Map.of());
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new BranchesScreen(session).show(List.of(Json.read(answer, BranchView[].class)));
        }
        return 0;
    }
}
