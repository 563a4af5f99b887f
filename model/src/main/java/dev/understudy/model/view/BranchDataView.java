package dev.understudy.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The database of a branch of a development.
 *
 * @param branch empty for the branches that the environment has
 * @param live whether the environment serves it; the others stand beside
 * @param release that it was last brought to
 * @param dataModel the fingerprint of its models, fields and modules; absent where nobody looked yet
 * @param usedAt when it was last worked on
 * @param madeAt when it was made; absent where it was there before
 * @param base what it was cut from, and of which release that is; absent as before
 * @param why why it was made, and not what the branch had; absent as before
 */
public record BranchDataView(
        String branch,
        boolean live,
        String release,
        @Nullable String dataModel,
        Instant usedAt,
        @Nullable Instant madeAt,
        @Nullable String base,
        @Nullable String why) {}
