package dev.understudy.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.run.Admission.Answer;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Stories of releases, from the commit to the end, each a file with what happens when, and what is to be seen then: a line is
 * {@code TIME | what is done | what comes of it}. What is done is refused by a code, or ends as a run does, or is followed by
 * how the release stands: its next stage, the outcome, and the gates that hold it up; or, once it is on production, by how its
 * users are helped and who looked back.
 */
@Timeout(120)
class StoriesTest {

    private static final Path STORIES = Path.of("src/test/resources/stories");

    static Stream<String> stories() throws IOException {
        try (Stream<Path> files = Files.list(STORIES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void happensAsItIsTold(String name, @TempDir Path folder) throws IOException {
        Map<?, ?> story = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(STORIES.resolve(name)));
        List<?> timeline = (List<?>) requireNonNull(story.get("timeline"));
        Instant begin = Instant.parse(words((String) timeline.getFirst())[0]);
        String project = (String) requireNonNull(story.get("project"));
        try (Company company = new Company(folder, project, begin)) {
            Teller teller = new Teller(company);
            for (Object line : timeline) {
                String[] words = words((String) line);
                company.at(Instant.parse(words[0]));
                assertThat(teller.perform(words[1])).as((String) line).isEqualTo(words[2]);
            }
        }
    }

    private static String[] words(String line) {
        return Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    }

    /** Does what a story says, and tells what came of it. */
    private static final class Teller {

        private final Company company;
        private final Map<String, String> waiting = new HashMap<>();

        Teller(Company company) {
            this.company = company;
        }

        String perform(String act) {
            String[] word = act.split(" +", -1);
            try {
                return switch (word[0]) {
                    case "release" ->
                        company.release(ChangeClass.valueOf(word[1]), word[2], word[3].split(",")) + " "
                                + standing(newest());
                    case "rehearse" -> rehearse(word[1], word.length > 2);
                    case "deploy" -> ran(company.ask("deploy", word[2], word[1]), word[1]);
                    case "deploy-fails" -> fails(word[1], word[2]);
                    case "refresh", "rollback", "backup", "restore" ->
                        company.perform(word[0], word[1], "").status();
                    case "approve", "reject" -> {
                        company.say(
                                word[1],
                                word[2],
                                word[3],
                                word[0].equals("approve"),
                                word.length > 4 ? Optional.of(Instant.parse(word[4])) : Optional.empty());
                        yield standing(word[1]);
                    }
                    case "withdraw" -> {
                        company.practice.people().sayings().withdraw(word[1], word[2], company.speaker(word[3]));
                        yield standing(word[1]);
                    }
                    case "override" -> {
                        company.practice
                                .people()
                                .sayings()
                                .override(
                                        word[1],
                                        word[2],
                                        word[4],
                                        word.length > 5
                                                ? Optional.of(company.now().plus(Duration.parse(word[5])))
                                                : Optional.empty(),
                                        company.speaker(word[3]));
                        yield standing(word[1]);
                    }
                    case "emergency" -> {
                        company.practice
                                .people()
                                .sayings()
                                .declareEmergency(word[1], word[3], false, company.speaker(word[2]));
                        yield standing(word[1]);
                    }
                    case "plan" -> {
                        company.practice.people().sayings().plan(word[1], Optional.of(Instant.parse(word[2])), "cy");
                        yield standing(word[1]);
                    }
                    case "look" -> standing(word[1]);
                    case "minute-passes" -> {
                        company.practice.look(company.now());
                        yield "so";
                    }
                    case "logs" -> {
                        company.log(word[1], word[2]);
                        yield "so";
                    }
                    case "begins" ->
                        company.until(requireNonNull(waiting.get(word[1])), RunView::ended)
                                .status();
                    case "waits" -> door(word[1]);
                    default -> new AfterTeller(company).perform(word);
                };
            } catch (FaultException refused) {
                return refused.fault().code();
            }
        }

        private String newest() {
            return company.records.releases().list().getFirst().id();
        }

        private String rehearse(String release, boolean red) {
            company.rehearsalsFail(red);
            company.perform("rehearse", "rehearsal", release);
            return standing(release);
        }

        private String fails(String release, String environment) {
            company.deploysFail(true);
            try {
                return ran(company.ask("deploy", environment, release), release);
            } finally {
                company.deploysFail(false);
            }
        }

        /** How a run ended, or that it waits. */
        private String ran(RunView run, String release) {
            RunView seen = company.until(run.id(), one -> one.ended() || one.warning() != null);
            if (!seen.ended()) {
                waiting.put(release, run.id());
                return "waits";
            }
            return seen.status();
        }

        /** What the door says to a run that waits, by the code of why. */
        private String door(String release) {
            Answer answer =
                    company.practice.way().admission().askAgain(Company.request("deploy", "production", release));
            return switch (answer) {
                case Answer.Admitted _ -> "admitted";
                case Answer.Waits waits -> waits.why().code();
                case Answer.Refused refused -> "refused " + refused.fault().code();
            };
        }

        private String standing(String release) {
            DecisionView decision = company.decision(release);
            if (decision.end() != null) {
                return decision.end();
            }
            String holding = decision.gates().stream()
                    .filter(GateView::stops)
                    .map(gate -> gate.gate() + " " + gate.verdict())
                    .collect(Collectors.joining(", "));
            return (decision.stage() + " " + decision.outcome() + " " + holding).strip();
        }
    }
}
