package dev.understudy.engine.run;

import dev.understudy.engine.journal.EvidenceRecord;
import dev.understudy.engine.journal.RunJournal;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.engine.journal.StepRecord;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step knows of its run, with the journal behind it. */
final class JournaledContext implements StepContext {

    private final RunRequest request;
    private final String runId;
    private final Instant startedAt;
    private final StepRecord step;
    private final Map<String, String> facts;
    private final RunJournal journal;
    private final Performance performance;
    private final ProgressLine progress;
    private final InstantSource clock;
    private final Map<String, EvidenceRecord> evidence = new LinkedHashMap<>();

    JournaledContext(
            RunRecord run,
            StepRecord step,
            RunJournal journal,
            Performance performance,
            ProgressLine progress,
            InstantSource clock) {
        this.request = RunPerformer.request(run);
        this.runId = run.id();
        this.startedAt = run.startedAt() == null ? run.createdAt() : run.startedAt();
        this.step = step;
        this.facts = new LinkedHashMap<>(journal.facts(run.number()));
        this.journal = journal;
        this.performance = performance;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public synchronized Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public String need(String name) {
        return fact(name)
                .orElseThrow(() -> Fault.failed("engine.fact-missing", name)
                        .at(step.name())
                        .exception());
    }

    @Override
    public synchronized void put(String name, String value) {
        journal.put(step.run(), step.name(), name, value);
        facts.put(name, value);
    }

    @Override
    public synchronized void evidence(String name, String mediaType, String content) {
        EvidenceRecord kept = EvidenceRecord.bounded(step.name(), name, mediaType, content)
                .orElseThrow(() -> Fault.failed("engine.evidence-too-large", name, content.length())
                        .at(step.name())
                        .exception());
        evidence.put(name, kept);
    }

    @Override
    public void progress(Said line) {
        progress.show(line);
    }

    @Override
    public void checkCancelled() {
        if (performance.stopping()) {
            throw Fault.failed("run.cancelled", runId).exception();
        }
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** What the step has left so far. */
    synchronized List<EvidenceRecord> left() {
        return List.copyOf(evidence.values());
    }
}
