package dev.understudy.server.api;

import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.SupportView;
import dev.understudy.server.api.PracticeDesk.Voice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the API asks of what people do after a deploy to production. */
public interface AfterDesk {

    /** How users are helped after a release's latest deploy. */
    SupportView support(String release, Locale locale);

    /**
     * Ends that.
     *
     * @param despiteErrors whether they know that the release brought errors
     */
    void close(Voice voice, String release, String note, boolean despiteErrors);

    /** What was said of a release afterwards. */
    RetrospectiveView retrospective(String release);

    /** Of all releases, the newest first. */
    List<RetrospectiveView> retrospectives();

    /** Takes what somebody says of a release. */
    void lookBack(Voice voice, String release, Word word);

    /** Asks nobody any more. */
    void closeRetrospective(Voice voice, String release);

    /**
     * Lessons that fit best first, then the newest.
     *
     * @param query words; empty for whichever
     * @param module that a release touched; empty for whichever
     */
    List<LessonView> lessons(String query, String module);

    /** Lessons of other releases that touched what this one touches, the newest first. */
    List<LessonView> lessonsFor(String release);

    /**
     * What somebody says; what is absent stays as they said it before.
     *
     * @param followUps besides those of before
     */
    record Word(
            Optional<String> well, Optional<String> badly, Optional<List<String>> lessons, List<String> followUps) {}
}
