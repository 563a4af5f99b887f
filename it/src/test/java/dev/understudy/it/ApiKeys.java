package dev.understudy.it;

import dev.understudy.targets.postgres.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** API keys of Odoo's users, as the form in their preferences makes them: that form asks a person for the password once more. */
final class ApiKeys {

    private static final int ROUNDS = 6000;
    private static final int BITS = 512;
    private static final int INDEX = 8;
    private static final String KEY = "5f2c9a1b7d3e4f60718293a4b5c6d7e8f9012345";

    private ApiKeys() {}

    /** A key of the administrator for the remote API. */
    static String ofAdministrator(Database database) {
        database.script("""
                INSERT INTO public.res_users_apikeys (name, user_id, scope, index, key)
                SELECT 'understudy', id, 'rpc', '%s', '%s' FROM public.res_users WHERE login = 'admin'
                """.formatted(KEY.substring(0, INDEX), hash()));
        return KEY;
    }

    /** As passlib writes it. */
    private static String hash() {
        byte[] salt = "sixteen bytes ..".getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(KEY.toCharArray(), salt, ROUNDS, BITS))
                    .getEncoded();
            return "$pbkdf2-sha512$" + ROUNDS + "$" + written(salt) + "$" + written(key);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String written(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }
}
