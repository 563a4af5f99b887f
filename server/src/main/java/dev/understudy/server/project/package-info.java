/** The projects of the service: which there are, and what each has at work. */
@NullMarked
package dev.understudy.server.project;

import org.jspecify.annotations.NullMarked;
