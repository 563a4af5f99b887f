package dev.understudy.targets.git;

import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The project's key of protected branches, made when it is first needed.
 *
 * @param file that Understudy alone may read
 * @param secrets makes random secrets, of at least 128 bits: the digest of this one can be read by many
 */
public record BranchKey(Host host, Path file, Supplier<String> secrets) implements Supplier<String> {

    @Override
    public String get() {
        if (!host.exists(file)) {
            host.write(file, secrets.get(), "0600", null);
        }
        return host.read(file).strip();
    }
}
