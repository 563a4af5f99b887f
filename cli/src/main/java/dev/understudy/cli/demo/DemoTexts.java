package dev.understudy.cli.demo;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The story's words in one language, from {@code dev/understudy/cli/Demo*.properties}. */
final class DemoTexts {

    private final Locale locale;
    private final ResourceBundle bundle;

    DemoTexts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "dev.understudy.cli.Demo",
                locale,
                DemoTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    String text(String key, List<String> arguments) {
        return text(key, arguments.toArray());
    }

    /** A time to read: {@code 0 s}, {@code 4.2 s}, {@code 75 s}. */
    String seconds(long millis) {
        if (millis == 0) {
            return "0 s";
        }
        return String.format(locale, millis < 59_950 ? "%.1f s" : "%.0f s", millis / 1000.0);
    }
}
