package dev.understudy.model.fault;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link Fault} on its way up to whoever can tell the user. The message is the English text. */
public class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    protected FaultException(Fault fault, @Nullable Throwable cause) {
        super(FaultTexts.of(Locale.ENGLISH).line(fault), cause);
        this.fault = fault;
    }

    public final Fault fault() {
        return fault;
    }

    /** The fault for a reader of a language: the same, but where its arguments are texts themselves. */
    public Fault fault(Locale reader) {
        return fault;
    }
}
