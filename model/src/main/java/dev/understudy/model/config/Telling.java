package dev.understudy.model.config;

import java.util.List;
import java.util.Optional;

/**
 * Who is told of planned changes of production, and how.
 *
 * @param notices nobody without one
 * @param mail the server; empty when nothing can be sent
 */
public record Telling(List<Notice> notices, Optional<MailSettings> mail) {

    public Telling {
        notices = List.copyOf(notices);
    }
}
