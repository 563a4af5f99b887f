package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in releases.
 *
 * @param language in which they are written to
 * @param keySince since when they have the key that counts; absent when they have none
 * @param passwordSince since when they have the password that counts; absent when they have none
 * @param secondFactor whether they show a code as well
 */
public record PersonView(
        String name,
        String mail,
        List<String> roles,
        String language,
        @Nullable Instant keySince,
        @Nullable Instant passwordSince,
        boolean secondFactor) {

    public PersonView {
        roles = List.copyOf(roles);
    }

    /** Of whom it was not asked whether they have a password. */
    public PersonView(String name, String mail, List<String> roles, String language, @Nullable Instant keySince) {
        this(name, mail, roles, language, keySince, null, false);
    }

    /** With what else they sign in by. */
    public PersonView signingIn(@Nullable Instant password, boolean factor) {
        return new PersonView(name, mail, roles, language, keySince, password, factor);
    }

    /** A key as it is shown once. */
    public record KeyView(String person, String key) {}
}
