package dev.understudy.targets.rpc;

import dev.understudy.model.config.Secret;
import java.net.URI;

/**
 * A database of an Odoo, and as whom it is spoken with.
 *
 * @param address scheme, host and port
 * @param user a login
 * @param key an API key of that user
 */
public record OdooServer(URI address, String database, String user, Secret key) {}
