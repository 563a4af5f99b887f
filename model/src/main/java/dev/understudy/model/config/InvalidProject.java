package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import java.util.Locale;

/** A file that was to be right and is not; what is wrong is listed in the language of whoever reads it. */
final class InvalidProject extends FaultException {

    private static final long serialVersionUID = 1L;

    private final transient Reading.Invalid reading;

    InvalidProject(Reading.Invalid reading) {
        super(reading.fault(Locale.getDefault()), null);
        this.reading = reading;
    }

    @Override
    public Fault fault(Locale reader) {
        return reading.fault(reader);
    }
}
