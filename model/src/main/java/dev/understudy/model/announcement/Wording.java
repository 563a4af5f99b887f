package dev.understudy.model.announcement;

import dev.understudy.model.announcement.Announcement.Impact;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Shown;
import dev.understudy.model.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An announcement in the words of who reads it. */
public final class Wording {

    /** More is read by nobody; the release has them all. */
    private static final int MOST_LINES = 10;

    /** Of an application. */
    private static final int MOST_OPERATIONS = 5;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Texts texts;
    private final Locale locale;
    private final ZoneId zone;
    private final String pages;

    /**
     * @param zone by whose clock times are told
     */
    public Wording(Locale locale, ZoneId zone) {
        this(locale, zone, "");
    }

    /**
     * @param zone by whose clock times are told
     * @param pages the address of the project's pages, where people can come to it; empty where only commands do
     */
    public Wording(Locale locale, ZoneId zone, String pages) {
        this.pages = pages;
        this.texts = Texts.of("model", locale);
        this.locale = locale;
        this.zone = zone;
    }

    /** One line. */
    public String subject(Announcement announcement) {
        return texts.get(
                "announcement." + announcement.kind().word() + ".subject",
                announcement.project(),
                time(announcement.start()));
    }

    /** Plain text, of lines that end with a line feed. */
    public String text(Announcement announcement) {
        StringBuilder text = new StringBuilder(texts.get(
                        "announcement." + announcement.kind().word() + ".text",
                        announcement.project(),
                        time(announcement.start())))
                .append('\n');
        if (announcement.kind().expected() || announcement.kind() == Kind.STARTED) {
            text.append(impact(announcement.impact())).append('\n');
        }
        if (announcement.kind() != Kind.CALLED_OFF && announcement.kind() != Kind.UNDONE) {
            list(text, texts.get("announcement.changes"), announcement.changes());
            list(text, texts.get("announcement.applications"), announcement.applications());
            list(text, texts.get("announcement.helpers"), announcement.helpers().onDuty());
            announcement
                    .helpers()
                    .until()
                    .ifPresent(until -> list(
                            text,
                            texts.get("announcement.support", time(until)),
                            announcement.helpers().byApplication()));
        }
        return text.append('\n')
                .append(texts.get("announcement.release", announcement.release()))
                .append('\n')
                .toString();
    }

    /** One line. */
    public String subject(Asking asking) {
        return texts.get(
                "asking." + asking.kind().word() + ".subject",
                asking.project(),
                asking.release(),
                time(asking.until()));
    }

    /** Plain text, of lines that end with a line feed. */
    public String text(Asking asking) {
        StringBuilder text = new StringBuilder(
                        texts.get("asking." + asking.kind().word() + ".text", asking.release(), time(asking.until())))
                .append('\n');
        list(text, texts.get("asking.applications"), asking.applications());
        list(text, texts.get("asking.on-duty"), asking.onDuty());
        list(text, texts.get("announcement.changes"), asking.changes());
        return text.append('\n')
                .append(
                        pages.isEmpty()
                                ? texts.get(
                                        "asking." + asking.kind().word() + ".command",
                                        asking.release(),
                                        asking.person())
                                : texts.get("asking." + asking.kind().word() + ".link", pages, asking.release()))
                .append('\n')
                .toString();
    }

    /** One line. */
    public String subject(HeldUp held) {
        return texts.get("held-up.subject", held.project(), held.release(), time(held.start()));
    }

    /** Plain text, of lines that end with a line feed. */
    public String text(HeldUp held) {
        StringBuilder text =
                new StringBuilder(texts.get("held-up.text", held.release(), time(held.start()))).append('\n');
        list(text, texts.get("held-up.gates"), held.gates());
        return text.append('\n')
                .append(texts.get("held-up.command", held.release()))
                .append('\n')
                .toString();
    }

    /** One line. */
    public String subject(Reminder reminder) {
        return texts.get("reminder.subject", reminder.project(), reminder.release(), reminder.environment());
    }

    /** Plain text, of lines that end with a line feed. */
    public String text(Reminder reminder) {
        StringBuilder text = new StringBuilder(
                        texts.get("reminder.text", reminder.release(), reminder.environment(), reminder.address()))
                .append('\n');
        list(
                text,
                texts.get("reminder.missing"),
                reminder.missing().stream().map(this::missing).toList());
        list(text, texts.get("reminder.told"), reminder.told());
        return text.append('\n')
                .append(texts.get("announcement.release", reminder.release()))
                .append('\n')
                .toString();
    }

    private String missing(Reminder.Missing missing) {
        String operations = missing.operations().stream()
                .limit(MOST_OPERATIONS)
                .map(one -> texts.get("reminder.operation", one.name(), one.weekly()))
                .collect(Collectors.joining(", "));
        return operations.isEmpty() ? missing.application() : missing.application() + ": " + operations;
    }

    private String impact(Impact impact) {
        return impact.likely().isZero()
                ? texts.get("announcement.unnoticed")
                : texts.get("announcement.unavailable", length(impact.likely()), length(impact.longest()));
    }

    /** Nobody plans by tenths of a second. */
    private String length(Duration duration) {
        Duration whole = duration.compareTo(MINUTE) < 0
                ? Duration.ofSeconds(Math.max(10, (duration.toSeconds() + 9) / 10 * 10))
                : Duration.ofMinutes((duration.toSeconds() + 59) / 60);
        return whole.equals(MINUTE)
                ? "1 min"
                : whole.toSeconds() % 60 == 0 ? whole.toMinutes() + " min" : Figures.duration(whole, locale);
    }

    private void list(StringBuilder text, String head, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n').append(head).append('\n');
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> text.append("- ").append(Shown.line(line)).append('\n'));
        if (lines.size() > MOST_LINES) {
            text.append("- ")
                    .append(texts.get("announcement.more", lines.size() - MOST_LINES))
                    .append('\n');
        }
    }

    private String time(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(moment.atZone(zone))
                + " (" + zone.getId() + ")";
    }
}
