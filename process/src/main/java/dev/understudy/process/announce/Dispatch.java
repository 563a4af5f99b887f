package dev.understudy.process.announce;

import dev.understudy.model.config.MailSettings;
import dev.understudy.model.fault.FaultException;
import dev.understudy.process.announce.Announcements.Waiting;
import dev.understudy.targets.mail.MailServer;
import dev.understudy.targets.mail.Postman;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the letters that wait. One that the server does not take now is tried again, less and less often. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final String REFUSED = "mail.refused";

    private final Announcements announcements;
    private final Map<String, String> variables;

    Dispatch(Announcements announcements, Map<String, String> variables) {
        this.announcements = announcements;
        this.variables = variables;
    }

    /** Goes to the server once, when there is anything to send. */
    void send(MailSettings settings, Instant now) {
        int late = announcements.giveUp(now);
        if (late > 0) {
            LOG.warn("{} letters were not sent in time", late);
        }
        List<Waiting> waiting = announcements.waiting(now);
        if (waiting.isEmpty()) {
            return;
        }
        try (Postman postman = new MailServer(settings, variables).open()) {
            waiting.forEach(letter -> send(postman, letter, now));
        } catch (FaultException unavailable) {
            LOG.warn("{} letters wait: {}", waiting.size(), unavailable.getMessage());
            waiting.forEach(letter -> again(letter, unavailable, now));
        }
    }

    private void send(Postman postman, Waiting letter, Instant now) {
        try {
            postman.send(letter.letter());
            announcements.sent(letter, now);
        } catch (FaultException failure) {
            LOG.warn("{}", failure.getMessage());
            if (failure.fault().code().equals(REFUSED)) {
                announcements.refused(letter, String.valueOf(failure.getMessage()), now);
            } else {
                again(letter, failure, now);
            }
        }
    }

    private void again(Waiting letter, FaultException failure, Instant now) {
        Duration wait = Duration.ofMinutes(1L << Math.min(letter.tries(), 6));
        announcements.notTaken(
                letter,
                String.valueOf(failure.getMessage()),
                now,
                now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
    }
}
