package dev.understudy.model.fault;

import java.util.Arrays;
import java.util.List;

/**
 * What went wrong, as a value: a stable code, the place, and the arguments of its text. The text itself stands in the
 * message bundles ({@link FaultTexts}), so that the same fault reads in English, Spanish or French.
 *
 * @param kind what the fault means for the caller's exit code
 * @param code stable and dotted, room first: {@code postgres.start-failed}
 * @param where file and line, environment, step or path; empty when the text says it all
 * @param arguments fill {0}, {1}… of the text; never a secret
 */
public record Fault(Kind kind, String code, String where, List<String> arguments) {

    public Fault {
        arguments = List.copyOf(arguments);
    }

    /** What a fault means for whoever asked. */
    public enum Kind {
        /** The work was tried and did not succeed. */
        FAILED(1),
        /** The input is wrong; nothing was tried. */
        USAGE(2),
        /** A gate or a precondition does not hold; nothing was changed. */
        REFUSED(3);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of the command line for this kind. */
        public int exitCode() {
            return exitCode;
        }
    }

    public static Fault failed(String code, Object... arguments) {
        return new Fault(Kind.FAILED, code, "", texts(arguments));
    }

    public static Fault usage(String code, Object... arguments) {
        return new Fault(Kind.USAGE, code, "", texts(arguments));
    }

    public static Fault refused(String code, Object... arguments) {
        return new Fault(Kind.REFUSED, code, "", texts(arguments));
    }

    /** The same fault, with the place where it was found. */
    public Fault at(Object place) {
        return new Fault(kind, code, place.toString(), arguments);
    }

    /** This fault as an exception. */
    public FaultException exception() {
        return new FaultException(this, null);
    }

    /** This fault as an exception with what caused it. */
    public FaultException exception(Throwable cause) {
        return new FaultException(this, cause);
    }

    private static List<String> texts(Object... arguments) {
        return Arrays.stream(arguments).map(String::valueOf).toList();
    }
}
