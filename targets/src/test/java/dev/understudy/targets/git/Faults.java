package dev.understudy.targets.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.model.fault.FaultException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts on the code and the text of faults. */
final class Faults {

    private Faults() {}

    /** That a call fails with a code, and which words the text holds. */
    static void assertFault(ThrowingCallable call, String code, String... told) {
        FaultException failure = catchThrowableOfType(FaultException.class, call);
        assertThat(failure).as("a fault").isNotNull();
        assertThat(failure.fault().code()).as(failure.getMessage()).isEqualTo(code);
        for (String words : told) {
            assertThat(failure).hasMessageContaining(words);
        }
    }

    /** That a call fails without telling a secret. */
    static void assertSilent(ThrowingCallable call, String secret) {
        FaultException failure = catchThrowableOfType(FaultException.class, call);
        assertThat(failure).as("a fault").hasMessageNotContaining(secret);
        assertThat(failure.fault().arguments()).noneMatch(argument -> argument.contains(secret));
    }
}
