package dev.understudy.model.config;

import java.util.Objects;

/** A password or token in memory. It is shown nowhere: only {@link #reveal} gives it away. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The secret itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Always {@code ********}. */
    @Override
    public String toString() {
        return "********";
    }
}
