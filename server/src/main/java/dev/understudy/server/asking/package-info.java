/** People are asked for their word by mail, and say it by a link that counts once. */
@NullMarked
package dev.understudy.server.asking;

import org.jspecify.annotations.NullMarked;
