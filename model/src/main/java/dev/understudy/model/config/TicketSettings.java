package dev.understudy.model.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where tickets are in production's Odoo.
 *
 * @param model a model with a chatter
 * @param title the field that has a ticket's title
 * @param text the field that has what is wrong; one of Odoo's HTML
 * @param values of other fields of a new ticket: texts, whole numbers, true and false
 * @param reference what stands before a ticket's number in a commit's subject
 */
public record TicketSettings(String model, String title, String text, Map<String, Object> values, String reference) {

    static final String USUAL_MODEL = "project.task";
    static final String USUAL_TITLE = "name";
    static final String USUAL_TEXT = "description";
    static final String USUAL_REFERENCE = "task-";

    public TicketSettings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
