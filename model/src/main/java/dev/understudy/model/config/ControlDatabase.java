package dev.understudy.model.config;

/**
 * An external PostgreSQL for Understudy's own state.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…}, without a password
 * @param password where the password is found, never the password
 */
public record ControlDatabase(String jdbcUrl, String user, SecretName password) {}
