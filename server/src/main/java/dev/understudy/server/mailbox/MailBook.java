package dev.understudy.server.mailbox;

import dev.understudy.model.view.MailView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The mails that were caught. An environment's oldest go when there are too many of them, when they take too much, and with time. */
public interface MailBook {

    /** Keeps one. */
    void keep(String environment, Instant at, CaughtMail mail);

    /**
     * An environment's mails, the newest first.
     *
     * @param search a part of their sender, recipients, subject or text, in any case; empty for all
     */
    List<MailView> list(String environment, String search);

    /** One of them; empty when the environment has none such. */
    Optional<Kept> find(String environment, long id);

    /** Deletes one; whether it was there. */
    boolean delete(String environment, long id);

    /** Deletes all of an environment; how many there were. */
    int clear(String environment);

    /** Deletes those of environments that are not among these. */
    void forgetOthers(Collection<String> present);

    /** Deletes those that are too old, and those of an environment from before a refresh that masked it: real people may be in them. */
    void forgetOld(Instant now);

    /**
     * A mail with all of it that is kept.
     *
     * @param view as in the list
     */
    record Kept(MailView view, Content content) {

        /** Whether nothing of it was cut off. */
        public boolean whole() {
            return content.length() == view.bytes();
        }
    }
}
