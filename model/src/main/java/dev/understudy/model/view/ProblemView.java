package dev.understudy.model.view;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;

/**
 * A fault in the reader's language: the body of every answer of the API that is not a success.
 *
 * @param kind {@code failed}, {@code usage} or {@code refused}
 * @param exitCode what the command line ends with
 * @param where file and line, environment, step or path; may be empty
 * @param mend what to do next; may be empty
 */
public record ProblemView(String kind, int exitCode, String code, String where, String what, String mend) {

    public static ProblemView of(Fault fault, FaultTexts texts) {
        return new ProblemView(
                fault.kind().name().toLowerCase(java.util.Locale.ROOT),
                fault.kind().exitCode(),
                fault.code(),
                fault.where(),
                texts.what(fault),
                texts.mend(fault));
    }
}
