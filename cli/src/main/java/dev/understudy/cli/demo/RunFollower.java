package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.StepView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows a run to its end and tells each step as it ends. */
final class RunFollower {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration AT_MOST = Duration.ofMinutes(45);
    private static final List<String> OVER = List.of("succeeded", "failed", "undone", "skipped");

    private final Pipeline pipeline;
    private final Telling telling;

    RunFollower(Pipeline pipeline, Telling telling) {
        this.pipeline = pipeline;
        this.telling = telling;
    }

    /** The run as it ended. */
    RunView follow(String id) {
        Map<String, String> told = new HashMap<>();
        long end = System.nanoTime() + AT_MOST.toNanos();
        while (true) {
            RunView run = pipeline.run(id);
            for (StepView step : run.steps()) {
                if (OVER.contains(step.status()) && !step.status().equals(told.put(step.name(), step.status()))) {
                    telling.step(step);
                }
            }
            if (run.ended()) {
                return run;
            }
            if (System.nanoTime() > end) {
                throw Fault.failed("cli.demo-run-endless", id, AT_MOST.toMinutes())
                        .exception();
            }
            pause(id);
        }
    }

    private static void pause(String id) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("cli.demo-interrupted", id).exception(interrupted);
        }
    }
}
