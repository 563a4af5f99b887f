package dev.understudy.cli.demo;

import dev.understudy.model.text.Figures;
import java.text.MessageFormat;
import java.time.Duration;
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

    /** A time to read: {@code 0 s}, {@code 4.2 s}, {@code 1 min 12 s}. */
    String time(long millis) {
        return millis == 0 ? "0 s" : Figures.duration(Duration.ofMillis(millis), locale);
    }
}
