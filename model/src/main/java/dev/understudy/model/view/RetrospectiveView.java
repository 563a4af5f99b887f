package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those who took part in a release say of it afterwards.
 *
 * @param state {@code none} while nobody is asked yet, {@code open} or {@code closed}
 * @param since when they were asked; absent before
 * @param until until when they are; when it was closed, once it is
 * @param asked names of people
 * @param answers of each person what counts
 * @param followUps what is to be done
 */
public record RetrospectiveView(
        String release,
        String state,
        @Nullable Instant since,
        @Nullable Instant until,
        List<String> asked,
        List<AnswerView> answers,
        List<FollowUpView> followUps) {

    public RetrospectiveView {
        asked = List.copyOf(asked);
        answers = List.copyOf(answers);
        followUps = List.copyOf(followUps);
    }

    /** Of a release of which nobody was asked yet. */
    public static RetrospectiveView none(String release) {
        return new RetrospectiveView(release, "none", null, null, List.of(), List.of(), List.of());
    }

    /**
     * What somebody says.
     *
     * @param well what went well; may be empty
     * @param badly what did not; may be empty
     * @param lessons what is to be done otherwise another time
     */
    public record AnswerView(String person, Instant at, String well, String badly, List<String> lessons) {

        public AnswerView {
            lessons = List.copyOf(lessons);
        }
    }

    /**
     * Something to be done.
     *
     * @param kept where: {@code here}, {@code waits} to be written to production's Odoo, or {@code ticket}
     * @param ticket its number there; absent while it is not
     */
    public record FollowUpView(
            String person,
            Instant at,
            String title,
            String kept,
            @Nullable Long ticket) {}
}
