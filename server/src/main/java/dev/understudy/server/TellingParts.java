package dev.understudy.server;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.process.Practice;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.access.SecretBox;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import dev.understudy.server.asking.AnswerLinks;
import dev.understudy.server.asking.AskingMails;
import dev.understudy.server.asking.SqlAskBook;
import dev.understudy.server.desk.EngineDesk;
import dev.understudy.server.hooks.HookBook;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.hooks.PushWork;
import dev.understudy.server.hooks.SqlHookBook;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts together what a project tells others, and what is done about what git servers tell. */
final class TellingParts implements AutoCloseable {

    private static final Duration FORGETS = Duration.ofHours(6);
    private static final Duration ASKS = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final HookBook book;
    private final Notes notes;
    private final Hooks hooks;
    private final AnswerLinks answers;
    private final Supplier<Project> project;
    private final Keepers keepers = new Keepers();

    private TellingParts(Supplier<Project> project, HookBook book, Notes notes, Hooks hooks, AnswerLinks answers) {
        this.project = project;
        this.book = book;
        this.notes = notes;
        this.hooks = hooks;
        this.answers = answers;
    }

    /**
     * @param here the address of the service on this machine
     */
    static TellingParts of(
            ProjectHome home,
            String here,
            Supplier<Project> project,
            ControlDatabase database,
            Releases releases,
            Practice practice) {
        HookBook book = new SqlHookBook(database.jdbi());
        Notes notes = practice.books().log()::note;
        SecretBox box = AccessParts.box(home);
        return new TellingParts(
                project,
                book,
                notes,
                new Hooks(() -> about(project.get(), here, releases), book, box, notes, InstantSource.system()),
                new AnswerLinks(new SqlAskBook(database.jdbi()), box, notes, InstantSource.system()));
    }

    private static Hooks.About about(Project project, String here, Releases releases) {
        return new Hooks.About(
                project.name(),
                project.repositories().stream()
                        .collect(Collectors.toMap(Repository::url, Repository::name, (one, _) -> one)),
                project.access().url().map(URI::toString).orElse(here),
                release -> releases.get(release).commits());
    }

    /** With whom gets in. */
    EngineDesk.Doors doors(ProjectAccess access) {
        return new EngineDesk.Doors(access, hooks, answers);
    }

    /** Begins to tell, to ask, and to look at pushes by the desk that everybody asks. */
    Desk serving(Desk desk) {
        PushWork pushes = new PushWork(book, new ByDesk(desk), notes, InstantSource.system());
        keepers.every(PAUSE, "hooks", () -> {
            if (hooks.any()) {
                hooks.look();
                pushes.look();
            }
        });
        keepers.every(FORGETS, "hooks told", hooks::prune);
        keepers.every(ASKS, "asking", new AskingMails(project, new ByInbox(desk), answers, System.getenv())::look);
        return desk;
    }

    @Override
    public void close() {
        keepers.close();
    }

    private record ByInbox(Desk desk) implements AskingMails.Waiting {

        @Override
        public List<ItemView> items() {
            return desk.inbox(Locale.ENGLISH).items();
        }

        @Override
        public List<String> changes(String release) {
            return desk.changes(release).commits().stream().map(Commit::subject).toList();
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
