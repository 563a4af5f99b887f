package dev.understudy.model.terminal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody types to, in a terminal of an environment. */
public enum TerminalProgram {
    /** A shell, where its Odoo runs. */
    SHELL,
    /** Odoo's own shell: Python, with its models. */
    ODOO,
    /** PostgreSQL's client, as Odoo's role. */
    PSQL;

    /** As people and addresses name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of a word; empty for another. */
    public static Optional<TerminalProgram> of(String word) {
        return Arrays.stream(values())
                .filter(program -> program.word().equals(word))
                .findFirst();
    }
}
