package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.LessonView;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.List;

/** What was learnt from releases, as a person reads it. */
public final class LessonScreen {

    private final PrintStream out;
    private final Texts texts;

    public LessonScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
    }

    /** What was asked for. */
    public void found(List<LessonView> lessons) {
        if (lessons.isEmpty()) {
            out.println(texts.get("lesson.none"));
        }
        lessons.forEach(this::line);
    }

    /** What earlier releases teach that touched the same; nothing where there is none. */
    public void before(List<LessonView> lessons) {
        if (!lessons.isEmpty()) {
            out.println();
            out.println(texts.get("lesson.before"));
            lessons.forEach(this::line);
        }
    }

    private void line(LessonView lesson) {
        out.println("- " + lesson.lesson());
        out.println("  " + lesson.release() + ", " + lesson.person() + ", "
                + lesson.at().atOffset(ZoneOffset.UTC).toLocalDate() + ": " + String.join(", ", lesson.modules()));
    }
}
