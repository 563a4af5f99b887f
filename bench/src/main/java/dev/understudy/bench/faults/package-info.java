/** Kills what serves a production while it changes and users are at work, and looks at what became of it. */
@NullMarked
package dev.understudy.bench.faults;

import org.jspecify.annotations.NullMarked;
