/** Terminals of environments: opened by who may, recorded, and ended with what they were opened by. */
@NullMarked
package dev.understudy.server.terminal;

import org.jspecify.annotations.NullMarked;
