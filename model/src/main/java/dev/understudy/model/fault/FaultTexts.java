package dev.understudy.model.fault;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The texts of faults in one language. Each room keeps its own bundle, {@code dev/understudy/ROOM/Faults.properties}
 * with {@code _es} and {@code _fr} beside it: {@code code} is what happened, {@code code.mend} what to do next.
 */
public final class FaultTexts {

    private static final List<String> ROOMS = List.of("model", "targets", "engine", "process", "server", "cli");

    private final Locale locale;

    private FaultTexts(Locale locale) {
        this.locale = locale;
    }

    public static FaultTexts of(Locale locale) {
        return new FaultTexts(locale);
    }

    /** What happened. */
    public String what(Fault fault) {
        return text(fault.code(), fault).orElseGet(() -> fault.code() + ": " + String.join(", ", fault.arguments()));
    }

    /** What to do next; empty when the fault has no mend. */
    public String mend(Fault fault) {
        return text(fault.code() + ".mend", fault).orElse("");
    }

    /** What happened, where, and what to do next, on one line. */
    public String line(Fault fault) {
        String where = fault.where().isEmpty() ? "" : fault.where() + ": ";
        String mend = mend(fault);
        return where + what(fault) + (mend.isEmpty() ? "" : " " + mend) + " [" + fault.code() + "]";
    }

    private Optional<String> text(String key, Fault fault) {
        for (String room : ROOMS) {
            Optional<ResourceBundle> bundle = bundle(room);
            if (bundle.isPresent() && bundle.get().containsKey(key)) {
                MessageFormat format = new MessageFormat(bundle.get().getString(key), locale);
                return Optional.of(format.format(fault.arguments().toArray()));
            }
        }
        return Optional.empty();
    }

    private Optional<ResourceBundle> bundle(String room) {
        try {
            return Optional.of(ResourceBundle.getBundle(
                    "dev.understudy." + room + ".Faults",
                    locale,
                    FaultTexts.class.getClassLoader(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        } catch (MissingResourceException absent) {
            return Optional.empty();
        }
    }
}
