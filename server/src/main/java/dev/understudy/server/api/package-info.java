/** The REST API on loopback: what may be asked of the service, and how it answers. */
@NullMarked
package dev.understudy.server.api;

import org.jspecify.annotations.NullMarked;
