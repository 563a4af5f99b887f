package dev.understudy.engine.run;

import dev.understudy.model.text.Texts;
import java.util.Locale;

/** What steps are for, in a few words of a person's language. */
record StepTitles(Texts texts) {

    private static final String KEY = "step.";

    static StepTitles in(Locale locale) {
        return new StepTitles(Texts.of("engine", locale));
    }

    /** Its name where there are no words. */
    String of(String step) {
        String said = texts.get(KEY + step);
        return said.equals(KEY + step) ? step : said;
    }
}
