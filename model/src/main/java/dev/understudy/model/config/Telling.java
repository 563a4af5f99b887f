package dev.understudy.model.config;

import java.util.List;
import java.util.Optional;

/**
 * Who is told of planned changes of production, and how.
 *
 * @param notices nobody without one
 * @param mail the server; empty when nothing can be sent
 * @param odoo production's Odoo, as one of its users; empty when nothing can be written there
 * @param tickets where they are in it; empty when none are kept
 */
public record Telling(
        List<Notice> notices,
        Optional<MailSettings> mail,
        Optional<OdooAccess> odoo,
        Optional<TicketSettings> tickets) {

    public Telling {
        notices = List.copyOf(notices);
    }
}
