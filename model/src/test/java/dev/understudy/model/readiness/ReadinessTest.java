package dev.understudy.model.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.method.Word;
import dev.understudy.model.readiness.Readiness.Answer;
import dev.understudy.model.readiness.Readiness.Consideration;
import dev.understudy.model.readiness.Readiness.Mark;
import dev.understudy.model.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Word MEASURED = new Word("consider.unknown", List.of());

    private static List<Answer> all(Mark mark) {
        return new ArrayList<>(Stream.of(Consideration.values())
                .map(one -> new Answer(one, mark, MEASURED))
                .toList());
    }

    @Test
    void whatNobodyKnowsIsNotGood() {
        Readiness nothing = Readiness.of(List.of());

        assertThat(nothing.score()).isZero();
        assertThat(nothing.ready()).isFalse();
        assertThat(nothing.open()).hasSize(8);
    }

    @Test
    void allGoodIsReady() {
        assertThat(Readiness.of(all(Mark.GOOD)).score()).isEqualTo(100);
        assertThat(Readiness.of(all(Mark.GOOD)).ready()).isTrue();
        assertThat(Readiness.of(all(Mark.GOOD)).open()).isEmpty();
    }

    @Test
    void oneThatIsBadIsAdvisedAgainstWhateverTheScore() {
        List<Answer> answers = all(Mark.GOOD);
        answers.set(1, new Answer(Consideration.RISK, Mark.BAD, MEASURED));
        answers.set(2, new Answer(Consideration.TRAINING, Mark.PARTLY, MEASURED));

        Readiness readiness = Readiness.of(answers);

        assertThat(readiness.score()).isEqualTo(81);
        assertThat(readiness.ready()).isFalse();
        assertThat(readiness.open())
                .extracting(Answer::consideration)
                .containsExactly(Consideration.RISK, Consideration.TRAINING);
    }

    @Test
    void everyAdviceIsSaidInThreeLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("fr"))) {
            Texts texts = Texts.of("model", locale);
            assertThat(Consideration.values())
                    .extracting(Readiness::advice)
                    .allSatisfy(advice -> assertThat(advice.text(texts)).isNotEqualTo(advice.key()));
        }
    }
}
