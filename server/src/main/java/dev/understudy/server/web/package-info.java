/** The pages: each shows views that the API gives as well, and adds only form. Its template is beside it, under {@code jte}. */
@NullMarked
package dev.understudy.server.web;

import org.jspecify.annotations.NullMarked;
