package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a start-up cache every command takes a second longer, and nothing else tells that it could not be made. */
@Timeout(60)
class TrainingTest {

    @Test
    void theCommandsAreTrainedOnAnAnswerThatTheyUnderstand() {
        assertThatCode(() -> Training.main(new String[0])).doesNotThrowAnyException();
    }
}
