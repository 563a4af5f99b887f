package dev.understudy.targets.edge;

import java.net.URI;

/**
 * Understudy's own pages, as the edge serves them to other machines.
 *
 * @param url where people reach them
 * @param port of the service, on loopback
 */
public record Front(URI url, int port) {}
