package dev.understudy.model.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * A room's ordinary texts in one language: {@code dev/understudy/ROOM/Texts.properties} with {@code _es} and
 * {@code _fr} beside it. What a language lacks is told in English.
 */
public final class Texts {

    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /**
     * The texts of a room.
     *
     * @param room the module's name, e.g. {@code cli}
     * @throws MissingResourceException when the room has no bundle, which is a mistake in the program
     */
    public static Texts of(String room, Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "dev.understudy." + room + ".Texts",
                locale,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Texts(bundle, locale);
    }

    public Locale locale() {
        return locale;
    }

    /** The text of a key, its {0}, {1}… filled; the key itself when there is no such text. */
    public String get(String key, Object... arguments) {
        if (!bundle.containsKey(key)) {
            return key;
        }
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
