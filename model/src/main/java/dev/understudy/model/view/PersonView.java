package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in releases.
 *
 * @param language in which they are written to
 * @param keySince since when they have the key that counts; absent when they have none
 */
public record PersonView(
        String name,
        String mail,
        List<String> roles,
        String language,
        @Nullable Instant keySince) {

    public PersonView {
        roles = List.copyOf(roles);
    }

    /** A key as it is shown once. */
    public record KeyView(String person, String key) {}
}
