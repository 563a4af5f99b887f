package dev.understudy.engine.fake;

import dev.understudy.targets.edge.AccessEntry;
import dev.understudy.targets.edge.AccessLog;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Three hundred answers an hour ago, all of them good, and three hundred from now on, with the flaw. */
final class FakeAnswers implements AccessLog {

    private static final int EACH = 300;
    private static final Duration USUAL = Duration.ofMillis(80);

    private final Instant since;
    private final Flaw flaw;
    private boolean told;

    FakeAnswers(Instant since, Flaw flaw) {
        this.since = since;
        this.flaw = flaw;
    }

    @Override
    public void read(Consumer<AccessEntry> reader) {
        if (told) {
            return;
        }
        told = true;
        boolean fails = flaw == Flaw.FAILS_OFTEN || flaw == Flaw.FAILS_OFTEN_AND_CALLS;
        Duration takes = flaw == Flaw.CODE_ALONE_IS_SLOW ? Duration.ofSeconds(1) : USUAL;
        Instant later = Instant.now().plus(takes);
        for (int answer = 1; answer <= EACH; answer++) {
            reader.accept(new AccessEntry(since.plusSeconds(answer), USUAL, 200, "GET", "/odoo", false));
        }
        for (int answer = 1; answer <= EACH; answer++) {
            int status = fails && answer % 10 == 0 ? 500 : 200;
            reader.accept(new AccessEntry(later.plusMillis(answer), takes, status, "GET", "/odoo", false));
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
