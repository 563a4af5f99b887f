package dev.understudy.model.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which of the languages that Understudy speaks a user reads. */
public final class Language {

    /** English, Spanish, French; the first is what all others fall back to. */
    public static final List<Locale> SPOKEN =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("fr"));

    private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private Language() {}

    /** The language that the first non-empty of {@code LC_ALL}, {@code LC_MESSAGES} and {@code LANG} asks for. */
    public static Locale of(Map<String, String> variables) {
        return VARIABLES.stream()
                .map(variable -> variables.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(Language::named)
                .orElse(Locale.ENGLISH);
    }

    /** The spoken language that a name as {@code es_ES.UTF-8}, {@code es-MX} or {@code C} begins with, else English. */
    public static Locale named(String name) {
        String language = name.split("[_.@-]", 2)[0];
        return SPOKEN.stream()
                .filter(spoken -> spoken.getLanguage().equalsIgnoreCase(language))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
