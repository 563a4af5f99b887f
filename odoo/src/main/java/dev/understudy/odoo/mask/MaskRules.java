package dev.understudy.odoo.mask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is known of Odoo's own models, in {@code rules.txt} beside this class. */
public final class MaskRules {

    private static final String RESOURCE = "rules.txt";

    private final Map<String, Rule> exact = new HashMap<>();
    private final Map<String, Rule> models = new HashMap<>();
    private final Map<String, Rule> fields = new HashMap<>();
    private final List<Named> names = new ArrayList<>();
    private final Set<String> emptied = new TreeSet<>();

    /** What a rule says: of which kind, and whether the values are somebody's, to be looked for. */
    record Rule(Kind kind, boolean entities) {}

    private record Named(Pattern name, Rule rule) {}

    private MaskRules() {}

    /** The rules that come with Understudy. */
    public static MaskRules ours() {
        return parse(text());
    }

    /** The same, as they are written. */
    public static String text() {
        try (InputStream in = MaskRules.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static MaskRules parse(String text) {
        MaskRules rules = new MaskRules();
        text.lines()
                .map(line -> line.replaceFirst("\\s*#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(rules::line);
        return rules;
    }

    private void line(String line) {
        String[] words = line.split("\\s+", -1);
        String kind = words[1];
        if (kind.equals("empty")) {
            emptied.add(words[0]);
            return;
        }
        boolean entities = kind.endsWith("!");
        Rule rule = new Rule(Kind.valueOf(kind.replace("!", "").toUpperCase(Locale.ROOT)), entities);
        if (words[0].startsWith("~")) {
            names.add(new Named(Pattern.compile(words[0].substring(1)), rule));
            return;
        }
        int dot = words[0].lastIndexOf('.');
        String table = words[0].substring(0, dot);
        String name = words[0].substring(dot + 1);
        if (name.equals("*")) {
            models.put(table, rule);
        } else if (table.equals("*")) {
            fields.put(name, rule);
        } else {
            exact.put(table + "." + name, rule);
        }
    }

    /** That of a column itself, of its table, or of all columns of its name. */
    Optional<Rule> of(Column column) {
        Rule own = exact.get(column.path());
        if (own == null) {
            own = models.get(column.table());
        }
        if (own == null) {
            own = models.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("*"))
                    .filter(entry -> column.table()
                            .startsWith(
                                    entry.getKey().substring(0, entry.getKey().length() - 1)))
                    .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                    .map(Map.Entry::getValue)
                    .orElse(null);
        }
        return Optional.ofNullable(own == null ? fields.get(column.name()) : own);
    }

    /** What a column's name says. */
    Optional<Rule> named(Column column) {
        return names.stream()
                .filter(named -> named.name().matcher(column.name()).find())
                .map(Named::rule)
                .findFirst();
    }

    /** Tables whose rows a copy does without. */
    public Set<String> emptied() {
        return emptied;
    }
}
