package dev.understudy.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Views whose every text, whichever it is, wants to do something to a terminal, a page, or the order of words. A text that
 * a view gains is one of them from then on.
 */
final class Hostile {

    /** Clears the screen, renames the window, fills the clipboard, links elsewhere, goes back, reverses and hides. */
    static final String TEXT = "evil\u001b[2J\u001b]0;t\u0007\u001b]52;c;eA==\u001b\\\u001b]8;;http://x\u001b\\"
            + "\u009b31m\u0090q\u009c\r\b\u007f\u0000\u202etxt\u2066\u200b\u2028\ufeff\n\u001b[31m<script>alert(1)</script>end";

    /** Words of our own, of which there are only so many. */
    private static final Map<String, String> OURS =
            Map.of("status", "failed", "kind", "copy", "changeClass", "D", "rehearsal", "failed", "exitCode", "1");

    private Hostile() {}

    /** One of a record type, with hostile texts in all its depths. */
    static <T> T view(Class<T> type) {
        return type.cast(one(type, type.getSimpleName()));
    }

    private static Object one(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                return new TreeMap<>(Map.of(one(of[0], ""), one(of[1], "")));
            }
            if (generic.getRawType() == SortedSet.class) {
                return new TreeSet<>(List.of(one(of[0], "")));
            }
            return List.of(one(of[0], name));
        }
        return plain((Class<?>) type, name);
    }

    private static Object plain(Class<?> type, String name) {
        if (type == String.class) {
            return OURS.getOrDefault(name, TEXT);
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return name.equals("counted");
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        RecordComponent[] parts = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Stream.of(parts)
                    .map(part -> one(part.getGenericType(), part.getName()))
                    .toArray());
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException failed) {
            throw new IllegalStateException(type + " cannot be made hostile", failed);
        }
    }
}
