package dev.understudy.process.release;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.process.measure.KeyUserWork;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Whether people did with a release what they do on production. As long as something was not done, nobody knows yet. */
public final class KeyUserWitness implements Witness {

    private final KeyUserWork work;

    public KeyUserWitness(KeyUserWork work) {
        this.work = work;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        Map<String, KeyUsersView> measured = work.last(releases);
        return asked -> Optional.ofNullable(measured.get(asked.id()))
                .filter(view -> view.covered() && asked.entered().containsValue(view.since()))
                .map(view -> new Evidence(
                        Proof.KEY_USERS,
                        asked.digest(),
                        true,
                        view.since(),
                        view.measuredAt(),
                        view.environment(),
                        view.applications().size() + ""))
                .stream()
                .toList();
    }
}
