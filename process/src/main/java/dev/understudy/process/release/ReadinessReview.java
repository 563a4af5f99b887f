package dev.understudy.process.release;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.readiness.Considering;
import dev.understudy.model.readiness.Considering.Said;
import dev.understudy.model.readiness.Readiness;
import dev.understudy.model.readiness.Readiness.Answer;
import dev.understudy.model.readiness.Readiness.Consideration;
import dev.understudy.model.readiness.Readiness.Mark;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ReadinessView;
import dev.understudy.model.view.ReadinessView.ConsiderationView;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.speak.Speaker;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks at how ready a company is for a release, and takes what people say of it. */
public final class ReadinessReview {

    private final ReadinessMeasures measures;
    private final Dossiers dossiers;
    private final ReadinessRecords records;
    private final AuditLog log;

    public ReadinessReview(ReadinessMeasures measures, Dossiers dossiers, ReadinessRecords records, AuditLog log) {
        this.measures = measures;
        this.dossiers = dossiers;
        this.records = records;
        this.log = log;
    }

    /** Looks now, and keeps what it finds. Throws {@code release.not-found}. */
    public ReadinessView review(String release, Locale locale, Instant now) {
        ReleaseFacts facts = dossiers.of(release, now);
        Readiness readiness = Considering.of(facts, measures.of(facts, now), records.said(release, facts.digest()));
        records.keep(release, facts.digest(), facts.planned(), readiness, now);
        Texts texts = Texts.of("model", locale);
        return new ReadinessView(
                release,
                readiness.score(),
                readiness.ready(),
                now,
                readiness.answers().stream().map(answer -> view(answer, texts)).toList());
    }

    /**
     * Takes what somebody says of one of the considerations.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.not-found}, {@code readiness.no-such}
     */
    public void say(String release, String consideration, String mark, String word, Speaker speaker, Instant now) {
        Consideration about = Consideration.of(consideration)
                .orElseThrow(() -> unknown(
                        consideration,
                        Arrays.stream(Consideration.values())
                                .map(Consideration::word)
                                .collect(Collectors.joining(", "))));
        Mark given = Arrays.stream(Mark.values())
                .filter(one -> one.word().equals(mark) && one != Mark.UNKNOWN)
                .findFirst()
                .orElseThrow(() -> unknown(mark, "good, partly, bad"));
        String digest = dossiers.of(release, now).digest();
        records.say(release, digest, new Said(about, given, speaker.name(), word), speaker.knownBy(), now);
        log.note(
                now,
                "considered",
                release,
                speaker.name(),
                about.word() + " " + given.word() + " by " + speaker.knownBy() + (word.isEmpty() ? "" : ": " + word));
    }

    private static RuntimeException unknown(String said, String known) {
        return Fault.usage("readiness.no-such", said, known).exception();
    }

    private static ConsiderationView view(Answer answer, Texts texts) {
        return new ConsiderationView(
                answer.consideration().word(),
                answer.mark().word(),
                answer.reason(texts),
                answer.mark() == Mark.GOOD
                        ? null
                        : Readiness.advice(answer.consideration()).text(texts));
    }
}
