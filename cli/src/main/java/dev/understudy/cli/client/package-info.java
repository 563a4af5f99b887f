/** Talks to the service's API. */
@NullMarked
package dev.understudy.cli.client;

import org.jspecify.annotations.NullMarked;
