package dev.understudy.model.view;

import dev.understudy.model.view.ReportView.LoggedErrorView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How users are helped in the days after a release's latest deploy to production.
 *
 * @param state {@code none} before it, {@code open}, {@code over} when nobody has said how it is yet, {@code closed}, or {@code
 *     taken-back}
 * @param since when it was put there; absent before
 * @param until until when users are helped; absent before
 * @param helpers who helps
 * @param seen what was reported and measured since
 * @param closing how it was closed; absent until then
 */
public record SupportView(
        String release,
        String state,
        @Nullable Instant since,
        @Nullable Instant until,
        HelpersView helpers,
        SeenView seen,
        @Nullable ClosingView closing) {

    /** Of a release that has not been put on production. */
    public static SupportView none(String release) {
        return new SupportView(
                release,
                "none",
                null,
                null,
                new HelpersView(List.of(), List.of()),
                new SeenView(List.of(), List.of(), List.of(), null),
                null);
    }

    /**
     * Who helps, as it was at the deploy.
     *
     * @param onDuty names of people
     */
    public record HelpersView(List<HelpView> applications, List<String> onDuty) {

        public HelpersView {
            applications = List.copyOf(applications);
            onDuty = List.copyOf(onDuty);
        }
    }

    /**
     * Who helps with what.
     *
     * @param application as users know it
     * @param people their names
     */
    public record HelpView(String application, List<String> people) {

        public HelpView {
            people = List.copyOf(people);
        }
    }

    /**
     * A page that became slower by a deploy.
     *
     * @param page its path, with # for the numbers in it
     * @param beforeMillis within which nine of ten of its answers were given in the week before
     * @param afterMillis the same, since
     * @param answers how many were given since
     */
    public record SlowerView(String page, long beforeMillis, long afterMillis, long answers) {}

    /**
     * What was reported and measured.
     *
     * @param reports tickets that were written or tied since the deploy
     * @param errors kinds of errors that the release brought to production
     * @param slower pages that became slower, as they were looked at within the last hour
     * @param watch what the watch of the deploy saw that may be a reason to go back, as slower answers; absent for nothing
     */
    public record SeenView(
            List<TicketView> reports,
            List<LoggedErrorView> errors,
            List<SlowerView> slower,
            @Nullable String watch) {

        public SeenView {
            reports = List.copyOf(reports);
            errors = List.copyOf(errors);
            slower = List.copyOf(slower);
        }
    }

    /**
     * How it was closed.
     *
     * @param note what they said; by which run, of a release that was taken back
     * @param errors kinds of errors that there were then
     */
    public record ClosingView(Instant at, String by, String note, int errors) {}
}
