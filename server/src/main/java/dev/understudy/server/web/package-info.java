/** What people read in a browser or on a terminal, made from what runs leave. */
@NullMarked
package dev.understudy.server.web;

import org.jspecify.annotations.NullMarked;
