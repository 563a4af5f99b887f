package dev.understudy.model.method;

import dev.understudy.model.text.Texts;
import java.util.Arrays;
import java.util.List;

/**
 * Something to be told to people, in whatever language they read.
 *
 * @param key of the room's texts
 * @param arguments fill its {0}, {1}…
 */
public record Word(String key, List<String> arguments) {

    public Word {
        arguments = List.copyOf(arguments);
    }

    static Word of(String key, Object... arguments) {
        return new Word(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /** In the language of the room's texts. */
    public String text(Texts texts) {
        return texts.get(key, arguments.toArray());
    }
}
