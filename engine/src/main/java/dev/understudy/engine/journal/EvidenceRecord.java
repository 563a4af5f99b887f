package dev.understudy.engine.journal;

import java.util.Optional;

/** What a step of a run left. */
public record EvidenceRecord(String step, String name, String mediaType, String content) {

    /** Characters of one piece of evidence that are kept. */
    public static final int LIMIT = 16 << 20;

    /**
     * Evidence that the journal can keep. Of plain text that is too long both ends are kept; anything else that is too
     * long would be broken by a cut, and is none.
     */
    public static Optional<EvidenceRecord> bounded(String step, String name, String mediaType, String content) {
        if (content.length() > LIMIT && !mediaType.startsWith("text/plain")) {
            return Optional.empty();
        }
        return Optional.of(new EvidenceRecord(step, name, mediaType, Texts.cut(content, LIMIT)));
    }
}
