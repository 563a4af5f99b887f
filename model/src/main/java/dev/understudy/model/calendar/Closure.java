package dev.understudy.model.calendar;

/** A time in which production may not change, whatever its windows say: an inventory, the end of a year, a holiday. */
public record Closure(Span span, String reason) {}
