package dev.understudy.model.evidence;

import dev.understudy.model.text.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a report: all that its JSON says, but for the seal. How it is indented, in which order its members stand and
 * whether absent ones are written as null makes no difference, so that it can be told of a file that somebody kept.
 */
public final class ReportDigest {

    private static final String SEAL = "seal";

    private ReportDigest() {}

    /**
     * The SHA-256 of a report, in hexadecimal.
     *
     * @param json its members as maps, lists, texts, numbers and truths
     */
    public static String of(Map<?, ?> json) {
        Map<Object, Object> unsealed = new TreeMap<>(json);
        unsealed.remove(SEAL);
        StringBuilder text = new StringBuilder();
        write(unsealed, text);
        return Sha256.of(text.toString());
    }

    /** Each value with its kind and length: where one ends and the next begins is part of it. */
    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> members = new TreeMap<>();
                map.forEach((name, member) -> {
                    if (member != null) {
                        members.put(String.valueOf(name), member);
                    }
                });
                text.append('{').append(members.size()).append(':');
                members.forEach((name, member) -> {
                    write(name, text);
                    write(member, text);
                });
            }
            case List<?> list -> {
                text.append('[').append(list.size()).append(':');
                list.forEach(element -> write(element, text));
            }
            case null -> text.append('n');
            case String word ->
                text.append('"').append(word.length()).append(':').append(word);
            default -> text.append('=').append(value).append(';');
        }
    }
}
