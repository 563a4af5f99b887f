package dev.understudy.model.view;

import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.AuditView.EntryView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a project's releases, what people were told of them, and how production stands.
 *
 * @param look the last at production; absent before the first
 * @param systems that talk with production's Odoo, as the project's file lists them
 * @param told the newest first: announcements, reminders and warnings
 * @param tickets the newest first
 * @param lessons the newest first
 * @param entries of the audit log, the newest first
 */
public record RecordView(
        @Nullable LookView look,
        List<SystemView> systems,
        List<ToldOfView> told,
        List<TicketView> tickets,
        List<LessonView> lessons,
        List<EntryView> entries) {

    public RecordView {
        systems = List.copyOf(systems);
        told = List.copyOf(told);
        tickets = List.copyOf(tickets);
        lessons = List.copyOf(lessons);
        entries = List.copyOf(entries);
    }

    /**
     * The last look at production.
     *
     * @param at when that was
     * @param since which state it was compared with
     * @param differences what was changed by hand since; 0 where it is what it should be
     */
    public record LookView(Instant at, Instant since, int differences) {}

    /**
     * A system that talks with production's Odoo.
     *
     * @param modules by which it does
     */
    public record SystemView(String name, List<String> modules) {

        public SystemView {
            modules = List.copyOf(modules);
        }
    }

    /** What an audience was told of a release. */
    public record ToldOfView(String release, ToldView told) {}
}
