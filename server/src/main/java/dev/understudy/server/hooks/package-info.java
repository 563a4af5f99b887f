/** What other programs are told of a project, and what git servers tell it. */
@NullMarked
package dev.understudy.server.hooks;

import org.jspecify.annotations.NullMarked;
