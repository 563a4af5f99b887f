package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a secret is found: {@code ${env:NAME}} or {@code ${file:/PATH}}. The name is no secret and may be shown. */
public sealed interface SecretName {

    /** A variable of the service's environment. */
    record Variable(String name) implements SecretName {
        @Override
        public String toString() {
            return "${env:" + name + "}";
        }
    }

    /** A file whose first line is the secret. */
    record InFile(Path file) implements SecretName {
        @Override
        public String toString() {
            return "${file:" + file + "}";
        }
    }

    /** The name in a text of the form {@code ${env:NAME}} or {@code ${file:/PATH}}; empty for any other text. */
    static Optional<SecretName> parse(String text) {
        Matcher variable = Forms.VARIABLE.matcher(text);
        if (variable.matches()) {
            return Optional.of(new Variable(variable.group(1)));
        }
        Matcher file = Forms.FILE.matcher(text);
        if (file.matches()) {
            return Optional.of(new InFile(Path.of(file.group(1))));
        }
        return Optional.empty();
    }

    /**
     * The secret.
     *
     * @param variables the environment's variables
     * @throws dev.understudy.model.fault.FaultException {@code config.secret-unset} without the variable,
     *     {@code config.secret-unreadable} when the file cannot be read, {@code config.secret-empty} when it is empty
     */
    default Secret resolve(Map<String, String> variables) {
        return switch (this) {
            case Variable variable -> {
                String value = variables.get(variable.name());
                if (value == null || value.isEmpty()) {
                    throw Fault.usage("config.secret-unset", variable.name()).exception();
                }
                yield new Secret(value);
            }
            case InFile inFile -> {
                String value = firstLine(inFile.file());
                if (value.isEmpty()) {
                    throw Fault.usage("config.secret-empty", inFile.file()).exception();
                }
                yield new Secret(value);
            }
        };
    }

    private static String firstLine(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException unreadable) {
            throw Fault.usage("config.secret-unreadable", file).exception(unreadable);
        }
    }

    /** The two forms. */
    final class Forms {
        static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
        static final Pattern FILE = Pattern.compile("\\$\\{file:(/[^{}\\x00-\\x1f]+)}");

        private Forms() {}
    }
}
