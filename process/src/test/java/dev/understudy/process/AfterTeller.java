package dev.understudy.process;

import dev.understudy.model.support.Roster.Help;
import dev.understudy.process.after.Answer;
import dev.understudy.process.after.Lesson;
import dev.understudy.process.after.Retrospectives.Whole;
import dev.understudy.process.after.Retrospectives.Word;
import dev.understudy.process.support.SupportBook.How;
import dev.understudy.process.support.SupportBook.Support;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does what a story says of the days after a deploy, and tells what came of it. What people say there has no spaces. */
final class AfterTeller {

    private final Company company;

    AfterTeller(Company company) {
        this.company = company;
    }

    String perform(String... word) {
        return switch (word[0]) {
            case "support" -> support(word[1]);
            case "close" -> {
                company.practice
                        .after()
                        .deploys()
                        .close(
                                word[1],
                                word[3],
                                word.length > 4 && word[4].equals("despite-errors"),
                                company.speaker(word[2]),
                                company.now());
                yield support(word[1]);
            }
            case "retrospective" -> retrospective(word[1]);
            case "looks-back" -> {
                say(word[1], word[2], Arrays.asList(word).subList(3, word.length));
                yield retrospective(word[1]);
            }
            case "close-retrospective" -> {
                company.practice.after().retrospectives().close(word[1], company.speaker(word[2]), company.now());
                yield retrospective(word[1]);
            }
            case "lessons" ->
                company.practice.after().retrospectives().lessonsFor(word[1], 5).stream()
                        .map(lesson -> lesson.release() + " " + lesson.lesson())
                        .collect(Collectors.joining(", "));
            case "finds" ->
                company.practice.after().retrospectives().lessons(word[1].replace('-', ' '), "", 5).stream()
                        .map(Lesson::release)
                        .collect(Collectors.joining(", "));
            default -> throw new AssertionError("nobody knows how to " + word[0]);
        };
    }

    private void say(String release, String person, List<String> said) {
        company.practice
                .after()
                .retrospectives()
                .say(
                        release,
                        new Word(
                                part(said, "well:").stream().findFirst(),
                                part(said, "badly:").stream().findFirst(),
                                Optional.of(part(said, "lesson:")).filter(lessons -> !lessons.isEmpty()),
                                part(said, "follow-up:")),
                        company.speaker(person),
                        company.now());
    }

    private static List<String> part(List<String> said, String kind) {
        return said.stream()
                .filter(word -> word.startsWith(kind))
                .map(word -> word.substring(kind.length()).replace('-', ' '))
                .toList();
    }

    private String support(String release) {
        Optional<Support> latest = company.practice.after().deploys().latest(release);
        if (latest.isEmpty()) {
            return "none";
        }
        Support support = latest.get();
        int errors = company.practice.after().deploys().errors(support).size();
        return state(support) + " "
                + support.roster().helps().stream().map(AfterTeller::help).collect(Collectors.joining(", "))
                + "; on duty "
                + names(support.roster().onDuty())
                + (errors == 0 ? "" : "; new errors " + errors);
    }

    private String state(Support support) {
        return support.closing()
                .map(closing -> closing.how() == How.SAID ? "closed by " + closing.by() + ":" : "taken back:")
                .orElse(support.ends().isAfter(company.now()) ? "open:" : "over:");
    }

    private static String help(Help help) {
        return help.application() + " " + names(help.people());
    }

    private static String names(List<String> people) {
        return people.isEmpty() ? "nobody" : String.join(" ", people);
    }

    private String retrospective(String release) {
        Optional<Whole> found = company.practice.after().retrospectives().of(release);
        if (found.isEmpty()) {
            return "none";
        }
        Whole whole = found.get();
        List<String> spoke = whole.answers().stream().map(Answer::person).toList();
        return (whole.retrospective().closed().isPresent() ? "closed" : "open") + " asked "
                + names(whole.retrospective().asked()) + "; answered " + names(spoke)
                + (whole.followUps().isEmpty()
                        ? ""
                        : "; to do " + whole.followUps().size());
    }
}
