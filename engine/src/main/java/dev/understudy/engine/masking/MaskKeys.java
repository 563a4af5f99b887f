package dev.understudy.engine.masking;

import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.text.Sha256;
import dev.understudy.odoo.mask.MaskKey;
import dev.understudy.targets.host.Host;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The project's key of masking: a file among its secrets that Understudy alone may read, made when it is first needed. No copy
 * and no backup holds it. With a new one, everybody has other names from the next refresh on.
 */
public final class MaskKeys {

    private static final String FILE = "mask.key";

    private final ProjectHome home;
    private final Host host;
    private final Supplier<String> secrets;

    /** @param secrets makes new random secrets, of at least 128 bits */
    public MaskKeys(ProjectHome home, Host host, Supplier<String> secrets) {
        this.home = home;
        this.host = host;
        this.secrets = secrets;
    }

    /** The key, for one thread. */
    public MaskKey key() {
        Path file = home.secrets().resolve(FILE);
        if (!host.exists(file)) {
            host.write(file, secrets.get(), "0600", null);
        }
        return new MaskKey(Sha256.digest().digest(host.read(file).strip().getBytes(StandardCharsets.UTF_8)));
    }
}
