package dev.understudy.targets.runtime;

import dev.understudy.model.run.Said;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells whether an Odoo serves. */
public interface Serving {

    /**
     * Waits for the login page.
     *
     * @param alive whether the server's process still lives
     * @throws dev.understudy.model.fault.FaultException {@code runtime.not-serving} with what it last answered, {@code
     *     runtime.too-slow} when it serves, but nobody would wait for it
     */
    void awaitLogin(int port, BooleanSupplier alive);

    /** Whether the login page is served now, and what was answered if not. */
    Answer ask(int port);

    /**
     * What somebody who has signed in gets when they open Odoo, as soon as it answers at all.
     *
     * @param session the id of theirs
     * @param alive whether the server's process still lives: who has ended is not waited for
     */
    Answer awaitSignedIn(int port, String session, BooleanSupplier alive);

    /**
     * Has each page made so often at once that each of the server's workers makes it: the first time each takes far longer
     * than ever after. What is answered is nobody's. A page that does not go on is left, and after a while all of
     * them are.
     *
     * @param pages paths that anybody may ask for
     * @param session of somebody who has signed in, who gets the page that Odoo opens with; empty when there is none
     * @param workers that the server has; 0 for one threaded process
     * @return what was made
     */
    Warmed warm(int port, List<String> pages, Optional<String> session, int workers);

    /**
     * Pages that a server has made before users come.
     *
     * @param made those that each worker has made
     * @param asked all that it was asked for
     * @param took how long that was
     */
    record Warmed(int made, int asked, Duration took) {

        /** For people. */
        public Said told() {
            return made == asked ? Said.of("warmed", made, took) : Said.of("warmed-in-part", made, asked, took);
        }
    }

    /**
     * What the server answered.
     *
     * @param status the HTTP status; 0 when there was no answer
     * @param form whether the page holds what belongs there: Odoo's form, or what its web client is told of the session
     * @param failure why there was no answer
     */
    record Answer(int status, boolean form, String failure) {

        /** Whether this is the login page. */
        public boolean login() {
            return status == 200 && form;
        }

        /** Whether this is the page of somebody who has signed in. */
        public boolean signedIn() {
            return status == 200 && form;
        }

        /** For people. */
        public String shown() {
            return status == 0 ? failure : "HTTP " + status;
        }
    }
}
