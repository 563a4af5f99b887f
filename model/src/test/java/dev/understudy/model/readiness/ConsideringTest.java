package dev.understudy.model.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.method.ReleaseFacts.Past;
import dev.understudy.model.method.Word;
import dev.understudy.model.readiness.Considering.Measured;
import dev.understudy.model.readiness.Considering.Said;
import dev.understudy.model.readiness.Readiness.Answer;
import dev.understudy.model.readiness.Readiness.Consideration;
import dev.understudy.model.readiness.Readiness.Mark;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsideringTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final String THIS = "digest-of-r7";

    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Past> past = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private ChangeClass changeClass = ChangeClass.B;
    private Optional<Long> load = Optional.empty();
    private List<String> locked = List.of();
    private Optional<Answer> updates = Optional.empty();
    private List<OutsideSystem> systems = List.of();

    private Readiness consider() {
        ReleaseFacts facts = new ReleaseFacts(
                "r7",
                THIS,
                changeClass,
                Set.of("acme_sales"),
                Set.of("bo"),
                "bo",
                Map.of(),
                evidence,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                past,
                Optional.empty());
        return Considering.of(facts, new Measured(load, locked, updates, systems), said);
    }

    private Mark mark(Consideration consideration) {
        return consider().answers().stream()
                .filter(answer -> answer.consideration() == consideration)
                .map(Answer::mark)
                .findFirst()
                .orElseThrow();
    }

    private void found(Proof proof, String digest, boolean good) {
        evidence.add(new Evidence(proof, digest, good, NOW, NOW, "run-4", "3/3"));
    }

    private void says(Consideration consideration, Mark mark) {
        said.add(new Said(consideration, mark, "ana", "so it is"));
    }

    @Test
    void whatNobodyMeasuredOrSaidIsUnknownAndNeverGood() {
        Readiness nothing = consider();

        assertThat(nothing.answers())
                .filteredOn(answer -> answer.mark() == Mark.UNKNOWN)
                .hasSize(7);
        assertThat(nothing.ready()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, GOOD", "50, GOOD", "51, PARTLY", "100, PARTLY", "101, BAD", "400, BAD"})
    void anHourIsGoodInWhichPeopleWorkLittle(long percent, Mark mark) {
        load = Optional.of(percent);

        assertThat(mark(Consideration.OFF_PEAK)).isEqualTo(mark);
    }

    @ParameterizedTest
    @CsvSource({"A, 0, GOOD", "C, 0, GOOD", "A, 1, GOOD", "C, 1, PARTLY", "D, 0, PARTLY", "D, 1, BAD", "B, 3, BAD"})
    void theRiskGrowsWithTheClassAndWithWhatWentWrongLately(ChangeClass declared, int incidents, Mark mark) {
        changeClass = declared;
        Stream.generate(() -> new Past("r6", ChangeClass.A, 1, true))
                .limit(incidents)
                .forEach(past::add);
        Stream.generate(() -> new Past("r1", ChangeClass.A, 1, false)).limit(5).forEach(past::add);
        past.add(new Past("r0", ChangeClass.A, 1, true));

        assertThat(mark(Consideration.RISK)).isEqualTo(mark);
    }

    @Test
    void testsOfAnotherContentSayNothing() {
        found(Proof.TESTS, "another", true);
        found(Proof.REHEARSAL, "another", true);
        assertThat(mark(Consideration.TESTS)).isEqualTo(Mark.UNKNOWN);
        assertThat(mark(Consideration.COMPATIBILITY)).isEqualTo(Mark.UNKNOWN);

        found(Proof.REHEARSAL, THIS, true);
        assertThat(mark(Consideration.TESTS)).as("rehearsed, and no test ran").isEqualTo(Mark.PARTLY);
        assertThat(mark(Consideration.COMPATIBILITY)).isEqualTo(Mark.PARTLY);
        found(Proof.TESTS, THIS, true);
        assertThat(mark(Consideration.TESTS)).isEqualTo(Mark.GOOD);
    }

    @Test
    void aTableThatIsLockedForLongIsARisk() {
        changeClass = ChangeClass.C;
        locked = List.of("stock_move");

        assertThat(mark(Consideration.RISK)).isEqualTo(Mark.PARTLY);
    }

    @Test
    void ofAnotherSystemNobodyKnowsBeforeItWasTriedWithIt() {
        found(Proof.REHEARSAL, THIS, true);
        systems =
                List.of(new OutsideSystem("bank", List.of("account*")), new OutsideSystem("carrier", List.of("stock")));
        assertThat(mark(Consideration.COMPATIBILITY))
                .as("acme_sales is none of theirs")
                .isEqualTo(Mark.GOOD);

        systems = List.of(new OutsideSystem("webshop", List.of("acme_*")));
        assertThat(mark(Consideration.COMPATIBILITY)).isEqualTo(Mark.PARTLY);
        says(Consideration.COMPATIBILITY, Mark.GOOD);
        assertThat(mark(Consideration.COMPATIBILITY)).isEqualTo(Mark.GOOD);

        systems = List.of(new OutsideSystem("anything", List.of()));
        said.clear();
        assertThat(mark(Consideration.COMPATIBILITY)).as("by any module").isEqualTo(Mark.PARTLY);
    }

    @Test
    void whatIsOutstandingIsBadWhateverPeopleSay() {
        updates = Optional.of(new Answer(
                Consideration.CRITICAL_UPDATES, Mark.BAD, new Word("consider.server-behind", List.of("17.4", "17.5"))));
        says(Consideration.CRITICAL_UPDATES, Mark.GOOD);
        assertThat(mark(Consideration.CRITICAL_UPDATES)).isEqualTo(Mark.BAD);

        updates = Optional.of(new Answer(
                Consideration.CRITICAL_UPDATES, Mark.UNKNOWN, new Word("consider.server-silent", List.of())));
        assertThat(mark(Consideration.CRITICAL_UPDATES))
                .as("what nobody measured")
                .isEqualTo(Mark.GOOD);
    }

    @Test
    void aWordCountsForMoreThanAMeasureAndMakesNothingBadBetter() {
        found(Proof.REHEARSAL, THIS, true);
        says(Consideration.COMPATIBILITY, Mark.GOOD);
        assertThat(mark(Consideration.COMPATIBILITY)).isEqualTo(Mark.GOOD);
        says(Consideration.COMPATIBILITY, Mark.BAD);
        assertThat(mark(Consideration.COMPATIBILITY)).isEqualTo(Mark.BAD);
        says(Consideration.COMPATIBILITY, Mark.PARTLY);
        assertThat(mark(Consideration.COMPATIBILITY)).as("they looked again").isEqualTo(Mark.PARTLY);

        found(Proof.TESTS, THIS, false);
        says(Consideration.TESTS, Mark.GOOD);
        assertThat(mark(Consideration.TESTS)).isEqualTo(Mark.BAD);
    }

    @Test
    void allThatIsGoodIsReady() {
        found(Proof.REHEARSAL, THIS, true);
        found(Proof.TESTS, THIS, true);
        load = Optional.of(3L);
        Stream.of(
                        Consideration.TRAINING,
                        Consideration.CRITICAL_UPDATES,
                        Consideration.COMPATIBILITY,
                        Consideration.BUDGET,
                        Consideration.CYCLE)
                .forEach(one -> says(one, Mark.GOOD));

        assertThat(consider().score()).isEqualTo(100);
        assertThat(consider().ready()).isTrue();
    }

    @Test
    void reasonsAreSaidInThreeLanguages() {
        found(Proof.REHEARSAL, THIS, true);
        load = Optional.of(3L);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("fr"))) {
            Texts texts = Texts.of("model", locale);
            assertThat(consider().answers())
                    .allSatisfy(answer -> assertThat(answer.reason(texts))
                            .doesNotStartWith("consider.")
                            .doesNotContain("{"));
        }
    }
}
