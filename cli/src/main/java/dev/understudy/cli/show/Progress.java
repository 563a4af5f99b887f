package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Shown;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as it goes: a line for each step that ends and, on a terminal, below them one line that lives, with the present
 * step and the time that it takes.
 */
public final class Progress implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final List<String> OVER = List.of("succeeded", "failed", "undone", "skipped");
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final Session session;
    private final Screens screens;
    private final Clock clock;
    private final Map<String, String> told = new HashMap<>();
    private final @Nullable Thread ticker;
    private boolean titled;
    private @Nullable String queue;
    private @Nullable RunView run;

    public Progress(Session session, Clock clock) {
        this.session = session;
        this.out = session.out();
        this.screens = new Screens(session);
        this.clock = clock;
        this.ticker = session.live() ? Thread.ofVirtual().start(this::tick) : null;
    }

    /** Tells what has changed. */
    public synchronized void show(RunView now) {
        run = now;
        clear();
        if (!titled) {
            out.println(screens.title(now));
            titled = true;
        }
        if (now.queuedBehind() != null && !now.queuedBehind().equals(queue)) {
            queue = now.queuedBehind();
            out.println("  " + session.texts().get("run.behind", now.queuedBehind()));
        }
        for (StepView step : now.steps()) {
            if (OVER.contains(step.status()) && !step.status().equals(told.put(step.name(), step.status()))) {
                line(step);
            }
        }
        live();
    }

    /** A remark between the steps. */
    public synchronized void say(String text) {
        clear();
        out.println(text);
        live();
    }

    @Override
    public synchronized void close() {
        run = null;
        clear();
        if (ticker != null) {
            ticker.interrupt();
        }
    }

    private void line(StepView step) {
        String took = screens.took(step.startedAt(), step.finishedAt());
        String text = "  " + pad(session.texts().get("status." + step.status()), 10) + pad(step.name(), 26)
                + pad(took, 13) + step.detail();
        String plain = Shown.line(text.stripTrailing());
        out.println(step.status().equals("succeeded") ? plain : session.ink().status(step.status(), plain));
    }

    private void clear() {
        if (ticker != null) {
            out.print(Ink.lineAnew());
        }
    }

    private synchronized void live() {
        RunView shown = run;
        if (ticker == null || shown == null || shown.ended()) {
            return;
        }
        Optional<StepView> present = shown.steps().stream()
                .filter(step -> !OVER.contains(step.status()) && !step.status().equals("pending"))
                .findFirst();
        String text = Shown.line(present.map(step -> "  " + pad(session.texts().get("status." + step.status()), 10)
                        + pad(step.name(), 26) + pad(since(step.startedAt()), 13) + step.detail())
                .orElse("  " + session.texts().get("status." + shown.status()) + "  " + since(shown.createdAt())));
        out.print(Ink.lineAnew() + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
        out.flush();
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                live();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private String since(@Nullable Instant began) {
        if (began == null) {
            return "";
        }
        Duration elapsed = Duration.between(began, clock.instant());
        return Figures.duration(elapsed.isNegative() ? Duration.ZERO : elapsed, session.locale());
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
