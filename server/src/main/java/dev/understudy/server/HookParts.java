package dev.understudy.server;

import dev.understudy.engine.control.Rounds;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.process.Practice;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import dev.understudy.server.hooks.HookBook;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.hooks.PushWork;
import dev.understudy.server.hooks.SqlHookBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what a project tells others, and what is done about what git servers tell. */
final class HookParts implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final HookBook book;
    private final Notes notes;
    private final Hooks hooks;
    private @Nullable Rounds rounds;

    private HookParts(HookBook book, Notes notes, Hooks hooks) {
        this.book = book;
        this.notes = notes;
        this.hooks = hooks;
    }

    static HookParts of(ProjectHome home, Supplier<Project> project, ControlDatabase database, Practice practice) {
        HookBook book = new SqlHookBook(database.jdbi());
        Notes notes = practice.books().log()::note;
        return new HookParts(
                book,
                notes,
                new Hooks(() -> about(project.get()), book, AccessParts.box(home), notes, InstantSource.system()));
    }

    private static Hooks.About about(Project project) {
        return new Hooks.About(
                project.name(),
                project.repositories().stream()
                        .collect(Collectors.toMap(Repository::url, Repository::name, (one, _) -> one)));
    }

    Hooks hooks() {
        return hooks;
    }

    /** Begins to tell, and to look at pushes by the desk that everybody asks. */
    Desk serving(Desk desk) {
        PushWork pushes = new PushWork(book, new ByDesk(desk), notes, InstantSource.system());
        Rounds begun = new Rounds(
                "hooks",
                () -> {
                    if (hooks.any()) {
                        hooks.look();
                        pushes.look();
                    }
                },
                PAUSE);
        rounds = begun;
        begun.start();
        return desk;
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }

    private record ByDesk(Desk desk) implements PushWork.Work {

        @Override
        public PushWork.Made release(String repository, String commit, String by) {
            ReleaseView made =
                    desk.createRelease(new ReleaseOrder("", Map.of(repository, commit), Set.of(), Set.of(), false, by));
            return new PushWork.Made(made.id(), made.existed());
        }

        @Override
        public void rehearse(String release, String by) {
            RunView _ = desk.submit(new Action(Verb.REHEARSE, "", release, Map.of(), by));
        }
    }
}
