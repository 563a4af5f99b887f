/** Who may ask: the token, and the checks that every request passes first. */
@NullMarked
package dev.understudy.server.access;

import org.jspecify.annotations.NullMarked;
