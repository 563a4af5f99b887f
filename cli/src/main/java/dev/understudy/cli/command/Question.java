package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** Asks a person, where there is one. */
final class Question {

    private Question() {}

    /** Whether somebody typed the name of what is at stake; false where nobody can. */
    static boolean confirmed(Session session, String text, String name) {
        return name.equals(answer(session, text, name, ""));
    }

    /** The answer; {@code otherwise} when it is empty or nobody can answer. */
    static String answer(Session session, String text, String argument, String otherwise) {
        if (!session.live()) {
            return otherwise;
        }
        session.out().print(session.texts().get(text, argument) + " ");
        session.out().flush();
        // The terminal gives whole lines, so that the next question's scanner misses nothing.
        Scanner scanner = new Scanner(System.in, StandardCharsets.UTF_8);
        String answer = scanner.hasNextLine() ? scanner.nextLine().strip() : "";
        return answer.isEmpty() ? otherwise : answer;
    }
}
