package dev.understudy.model.text;

import java.time.Duration;
import java.util.Locale;

/** Durations and sizes as people read them. */
public final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] OCTETS = {"o", "ko", "Mo", "Go", "To", "Po"};
    private static final double STEP = 1000;

    private Figures() {}

    /** {@code 45 ms}, {@code 0.8 s}, {@code 12 s}, {@code 1 min 12 s}, {@code 3 h 05 min}, {@code 2 d 4 h}. */
    public static String duration(Duration duration, Locale locale) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated(), locale);
        }
        long milliseconds = duration.toMillis();
        if (milliseconds < 100) {
            return milliseconds + " ms";
        }
        if (milliseconds < 9_950) {
            return String.format(locale, "%.1f s", milliseconds / 1000.0);
        }
        long seconds = (milliseconds + 500) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + pad(seconds % 60) + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 24 * 60) {
            return minutes / 60 + " h " + pad(minutes % 60) + " min";
        }
        return minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
    }

    private static String pad(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** {@code 512 B}, {@code 1.5 kB}, {@code 4.5 GB}: powers of 1000, as disks are sold. French counts octets: {@code 4,5 Go}. */
    public static String bytes(long bytes, Locale locale) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= STEP - 0.5 && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        boolean whole = unit == 0 || Math.abs(value) >= 99.95;
        String[] units = locale.getLanguage().equals("fr") ? OCTETS : UNITS;
        return String.format(locale, whole ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
