package dev.understudy.process.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Releases.Frozen;
import dev.understudy.model.fault.Fault;
import dev.understudy.process.release.Plans.Ended;
import dev.understudy.process.release.Words.Spoken;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the control plane keeps of some releases, read as it is now: as many questions as for one, whatever their number. For one
 * thread.
 *
 * @param rehearsals the latest of each that was rehearsed
 * @param planned when those are to be performed that do not go as soon as may be
 * @param history the runs that there were
 * @param environments those that were asked for already
 */
record Papers(
        Map<String, Frozen> releases,
        Map<String, Rehearsal> rehearsals,
        Spoken spoken,
        Map<String, Instant> planned,
        Map<String, Ended> ended,
        RunHistory history,
        Map<String, Optional<Environment>> environments) {

    static Papers of(Collection<String> ids, Equipment.Records records, RunHistory history, Words words, Plans plans) {
        List<String> asked = List.copyOf(ids);
        return new Papers(
                records.releases().frozen(asked),
                records.rehearsals().latest(asked),
                words.of(asked),
                plans.planned(asked),
                plans.ended(asked),
                history.once(asked),
                new HashMap<>());
    }

    /** Throws {@code release.not-found}. */
    Frozen frozen(String id) {
        Frozen frozen = releases.get(id);
        if (frozen == null) {
            throw Fault.usage("release.not-found", id).exception();
        }
        return frozen;
    }
}
