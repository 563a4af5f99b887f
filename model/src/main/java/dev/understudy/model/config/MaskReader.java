package dev.understudy.model.config;

import dev.understudy.model.config.MaskSettings.As;
import dev.understudy.model.fault.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code mask}: who keeps his name, and what becomes of columns. */
final class MaskReader {

    static final List<String> KEYS = List.of("testers", "columns", "accept", "refresh");

    /** A login, which has no line ends. */
    private static final Pattern LOGIN = Pattern.compile("[^\\x00-\\x1f]{1,200}");

    /** A table and a column, or a model and a field, as Odoo names them. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z0-9_]+)+");

    /** The same, or as the report tells what is named otherwise: {@code "a.b".Größe}. */
    private static final Pattern COLUMN = Pattern.compile("[^\\x00-\\x1f]{1,150}\\.[^\\x00-\\x1f]{1,150}");

    private static final Pattern PLACE =
            Pattern.compile("files|large objects|comments|comment on database|roles|settings"
                    + "|foreign servers|security labels|names of [a-z]+|(view|function|type|publication|partition)s?( .+)?"
                    + "|(default|constraint|index|trigger|rule|policy|column|statistics) of .+|" + COLUMN.pattern());

    private MaskReader() {}

    static MaskSettings read(Value value) {
        Section section = new Section(value, KEYS);
        return new MaskSettings(
                section.value("testers")
                        .map(testers -> testers.texts(LOGIN, "config.bad-login"))
                        .orElse(List.of()),
                section.value("columns").map(MaskReader::columns).orElse(Map.of()),
                section.value("accept")
                        .map(accepted -> accepted.texts(PLACE, "config.bad-column").stream()
                                .map(MaskReader::column)
                                .toList())
                        .orElse(List.of()),
                section.value("refresh")
                        .flatMap(age -> age.text(Forms.AGE, "config.bad-age"))
                        .map(Forms::age)
                        .orElse(Duration.ZERO));
    }

    private static Map<String, As> columns(Value value) {
        Map<String, As> columns = new LinkedHashMap<>();
        for (Value.Member member : value.members()) {
            String written = member.key().text().orElseThrow();
            if (!COLUMN.matcher(written).matches()) {
                member.key().problem(Fault.usage("config.bad-column", value.path(), Value.shown(written)));
                continue;
            }
            String column = column(written);
            if (columns.containsKey(column)) {
                member.key()
                        .problem(Fault.usage("config.mask-twice", member.key().path(), column));
            }
            member.value().word(As.class).ifPresent(as -> columns.put(column, as));
        }
        return columns;
    }

    /** {@code res.partner.name}, as people know it, is {@code res_partner.name} in the database. */
    private static String column(String written) {
        int dot = written.lastIndexOf('.');
        return dot < 0 || !PLAIN.matcher(written).matches()
                ? written
                : written.substring(0, dot).replace('.', '_') + written.substring(dot);
    }
}
