package dev.understudy.engine.run;

import dev.understudy.model.text.Texts;
import java.util.Locale;

/** What steps are for, in a few words of a person's language. */
public record StepTitles(Texts texts) {

    private static final String KEY = "step.";

    /** Those of a language. */
    public static StepTitles in(Locale locale) {
        return new StepTitles(Texts.of("engine", locale));
    }

    /** Its name where there are no words. */
    public String of(String step) {
        String said = texts.get(KEY + step);
        return said.equals(KEY + step) ? step : said;
    }
}
