/** How things are shown to people. */
@NullMarked
package dev.understudy.cli.show;

import org.jspecify.annotations.NullMarked;
