package dev.understudy.model.config;

import java.util.Locale;

/**
 * As whom Understudy speaks with production's Odoo, by Odoo's own remote API.
 *
 * @param user a login of production
 * @param key where an API key of that user is found, never the key
 * @param language in which it writes there
 */
public record OdooAccess(String user, SecretName key, Locale language) {}
