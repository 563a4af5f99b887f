/** How a service that has no project yet gets its first one. */
@NullMarked
package dev.understudy.server.beginning;

import org.jspecify.annotations.NullMarked;
