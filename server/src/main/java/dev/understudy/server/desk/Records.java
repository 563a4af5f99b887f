package dev.understudy.server.desk;

import dev.understudy.model.config.Project;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.AuditView.EntryView;
import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.RecordView;
import dev.understudy.process.Practice;
import dev.understudy.process.announce.Announcements.Sum;
import dev.understudy.process.record.AuditLog.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What was done and told, as it is shown. */
final class Records {

    private static final int TOLD = 30;
    private static final int TICKETS = 30;
    private static final int LESSONS = 20;
    private static final int ENTRIES = 100;

    private final Supplier<Project> project;
    private final Practice practice;

    Records(Supplier<Project> project, Practice practice) {
        this.project = project;
        this.practice = practice;
    }

    RecordView view(Optional<RecordView.LookView> look, List<LessonView> lessons) {
        return new RecordView(
                look.orElse(null),
                project.get().systems().stream()
                        .map(system -> new RecordView.SystemView(system.name(), system.modules()))
                        .toList(),
                practice.telling().announcements().latest(TOLD).stream()
                        .map(one -> new RecordView.ToldOfView(one.release(), told(one.sum())))
                        .toList(),
                practice.telling().tickets().shown(Optional.empty()).reversed().stream()
                        .limit(TICKETS)
                        .toList(),
                lessons.stream().limit(LESSONS).toList(),
                practice.books().log().latest(ENTRIES).stream()
                        .map(Records::entry)
                        .toList());
    }

    static ToldView told(Sum sum) {
        return new ToldView(
                sum.audience(),
                sum.told().kind().word(),
                sum.told().start(),
                sum.told().at(),
                sum.by(),
                sum.letters(),
                sum.sent(),
                sum.givenUp(),
                sum.problem().orElse(null));
    }

    static EntryView entry(Entry entry) {
        return new EntryView(entry.number(), entry.at(), entry.verb(), entry.subject(), entry.who(), entry.detail());
    }
}
