/** The service: what starts, wires and ends it. */
@NullMarked
package dev.understudy.server;

import org.jspecify.annotations.NullMarked;
