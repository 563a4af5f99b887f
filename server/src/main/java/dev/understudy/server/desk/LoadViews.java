package dev.understudy.server.desk;

import dev.understudy.model.calendar.LoadMap;
import dev.understudy.model.view.LoadView;
import dev.understudy.process.measure.Load;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The load of a week, as it is told. */
final class LoadViews {

    /** How long a quiet time is looked for when no release says how long it takes. */
    static final Duration QUIET = Duration.ofHours(2);

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int PROPOSALS = 3;

    private LoadViews() {}

    /**
     * When people work, and when they do so least.
     *
     * @param seen what they wrote
     * @param requests what they asked for
     * @param longest how long it is to be quiet
     */
    static LoadView of(Load.Seen seen, LoadMap requests, ZoneId zone, Duration longest) {
        return new LoadView(
                zone.getId(),
                seen.map().hours(),
                requests.hours(),
                seen.tables(),
                seen.passedOver(),
                LoadMap.together(seen.map(), requests).quietest(longest, PROPOSALS).stream()
                        .map(quiet -> new LoadView.QuietView(
                                DAYS.get(quiet.hour() / 24),
                                quiet.hour() % 24,
                                quiet.length(),
                                seen.map().load(quiet.hour(), quiet.length())))
                        .toList());
    }
}
