/** What environments take of the machine, and the statements of their databases that take long. */
@NullMarked
package dev.understudy.process.monitor;

import org.jspecify.annotations.NullMarked;
