package dev.understudy.server.desk;

import dev.understudy.model.drift.Drift.Reason;
import dev.understudy.model.view.DriftView;
import dev.understudy.model.view.DriftView.DifferenceView;
import dev.understudy.process.measure.DriftWatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** How an environment differs from what it was, as it is told. */
final class DriftViews {

    private DriftViews() {}

    /** What differs that nothing explains, and what does with a reason. */
    static DriftView of(DriftWatch.Seen seen) {
        return new DriftView(
                seen.environment(),
                seen.against(),
                seen.at(),
                seen.mark(),
                differences(seen, Optional::isEmpty),
                differences(seen, Optional::isPresent));
    }

    private static List<DifferenceView> differences(DriftWatch.Seen seen, Predicate<Optional<Reason>> expected) {
        return seen.differences().stream()
                .filter(one -> expected.test(one.expected()))
                .map(one -> new DifferenceView(
                        one.kind().name().toLowerCase(Locale.ROOT),
                        one.name(),
                        one.before().orElse(null),
                        one.after().orElse(null),
                        one.by()))
                .toList();
    }
}
