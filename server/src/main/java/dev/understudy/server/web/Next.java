package dev.understudy.server.web;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import dev.understudy.server.access.Role;
import java.util.List;
import java.util.Set;

/**
 * The one act that is right for a release now.
 *
 * @param kind {@code follow}, {@code approve}, {@code rehearse}, {@code promote}, {@code command}, {@code wait} or {@code
 *     none}
 * @param subject the run, the gate, the environment, or the command
 * @param roles who may do it
 */
public record Next(String kind, String subject, Set<Role> roles) {

    /** Of a release as it stands. */
    public static Next of(DecisionView decision) {
        String run = decision.run();
        String command = decision.command();
        if (run != null) {
            return new Next("follow", run, Role.SIGNED_IN);
        }
        if (decision.end() != null && !decision.end().equals("failed")) {
            return new Next("none", "", Set.of());
        }
        if (command == null) {
            return new Next("wait", "", Set.of());
        }
        String environment = decision.environment();
        return switch (verb(command)) {
            case "rehearse" -> new Next("rehearse", "", Role.REHEARSE);
            case "approve" -> new Next("approve", command.substring(command.lastIndexOf(' ') + 1), Role.PEOPLE);
            case "deploy" -> new Next("promote", environment == null ? "" : environment, Role.PERFORM);
            default -> new Next("command", command, Role.SIGNED_IN);
        };
    }

    /** Of a release as it stands, beside what is done with it now: that is followed first, and nobody begins it twice. */
    public static Next of(DecisionView decision, List<RunView> runs) {
        return runs.stream()
                .filter(run -> !run.ended() && decision.release().equals(run.release()))
                .filter(run -> run.recipe().equals("rehearse") || run.recipe().equals("deploy"))
                .findFirst()
                .map(run -> new Next("follow", run.id(), Role.SIGNED_IN))
                .orElseGet(() -> of(decision));
    }

    /** What holds a release, the first that does first. */
    public static List<GateView> holding(DecisionView decision) {
        return decision.gates().stream().filter(GateView::stops).toList();
    }

    /** Whether its rehearsal failed: why is read before it is rehearsed again. */
    public static boolean failed(DecisionView decision) {
        return decision.gates().stream().anyMatch(Next::failed);
    }

    /** Whether a gate is a rehearsal that failed. */
    public static boolean failed(GateView gate) {
        return gate.gate().equals("rehearsal") && gate.verdict().equals("failed");
    }

    /** Whether a gate waits for people. */
    public static boolean ofPeople(GateView gate) {
        return !gate.missing().isEmpty() || gate.gate().startsWith("approval");
    }

    private static String verb(String command) {
        String[] words = command.split(" ", -1);
        return words.length > 1 ? words[1] : "";
    }
}
