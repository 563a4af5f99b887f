/** What the users of environments ask for, kept by the minute. */
@NullMarked
package dev.understudy.process.traffic;

import org.jspecify.annotations.NullMarked;
