package dev.understudy.odoo.conf;

/**
 * Where Odoo listens.
 *
 * @param address one interface, {@code 127.0.0.1}
 * @param port for HTTP
 * @param gevent for live chat, used only with workers
 * @param behindProxy whether {@code X-Forwarded-*} headers count
 */
public record HttpService(String address, int port, int gevent, boolean behindProxy) {}
