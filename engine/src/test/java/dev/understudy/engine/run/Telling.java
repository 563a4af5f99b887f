package dev.understudy.engine.run;

import java.util.Locale;

/** What a step's outcome tells, in English. */
public final class Telling {

    private Telling() {}

    /** Of one that is done; any other is a mistake of the test. */
    public static String told(Outcome outcome) {
        return ((Outcome.Done) outcome).detail().in(Locale.ENGLISH);
    }
}
