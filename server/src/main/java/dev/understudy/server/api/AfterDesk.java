package dev.understudy.server.api;

import dev.understudy.model.view.SupportView;
import dev.understudy.server.api.PracticeDesk.Voice;
import java.util.Locale;

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
}
