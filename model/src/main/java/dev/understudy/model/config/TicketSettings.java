package dev.understudy.model.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where tickets are in production's Odoo.
 *
 * @param model a model with a chatter
 * @param title the field that has a ticket's title
 * @param text the field that has what is wrong; one of Odoo's HTML
 * @param values of other fields of a new ticket: texts, whole numbers, true and false
 * @param references the ways in which commits write that they are about a ticket, with {@code {}} where its number stands
 */
public record TicketSettings(
        String model, String title, String text, Map<String, Object> values, List<String> references) {

    static final String USUAL_MODEL = "project.task";
    static final String USUAL_TITLE = "name";
    static final String USUAL_TEXT = "description";
    static final List<String> USUAL_REFERENCES = List.of("task-{}", "task #{}", "task: {}", "task-id: {}", "[T-{}]");

    public TicketSettings {
        references = List.copyOf(references);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
