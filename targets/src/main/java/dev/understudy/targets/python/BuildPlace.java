package dev.understudy.targets.python;

import dev.understudy.targets.git.NamedRepositories;
import java.nio.file.Path;

/**
 * Where and as whom wheels are made of sources.
 *
 * @param kept where wheels are kept
 * @param user who builds, that nothing else runs as; Understudy's own when empty
 * @param repositories those that requirements name
 */
public record BuildPlace(Path kept, String user, NamedRepositories repositories) {}
