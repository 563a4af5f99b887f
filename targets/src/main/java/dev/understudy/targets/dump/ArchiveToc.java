package dev.understudy.targets.dump;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of contents of an archive, as {@code pg_restore --list} prints it. */
final class ArchiveToc {

    private static final Pattern ENTRY = Pattern.compile("(\\d+); \\d+ \\d+ ([A-Z][A-Z ]*[A-Z]) (.*)");
    private static final Pattern HEAD = Pattern.compile("; +(?:Dumped from database version|Format): (.*)");
    private static final String SUPERUSERS = "only a superuser makes one, and none enters Odoo's database";
    private static final String OTHERS = "everything belongs to Odoo's role here";

    /** What is not loaded, by what it is called there. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "EVENT TRIGGER", SUPERUSERS,
            "PUBLICATION", SUPERUSERS,
            "SUBSCRIPTION", "it leads to another server",
            "SERVER", "it leads to another server",
            "FOREIGN DATA WRAPPER", "it leads to another server",
            "FOREIGN TABLE", "it leads to another server",
            "USER MAPPING", "it leads to another server");

    private static final Set<String> ATTACHED =
            Set.of("PUBLICATION TABLE", "PUBLICATION TABLES IN SCHEMA", "SUBSCRIPTION TABLE", "SECURITY LABEL");

    private static final Set<String> OUR_OWN = Set.of("odoo", "-", "");

    private final List<Entry> entries = new ArrayList<>();
    private String version = "";

    /**
     * A thing in an archive.
     *
     * @param id its number
     * @param kind e.g. {@code TABLE DATA}
     * @param name with its schema, {@code public.res_partner}, where it has one
     * @param owner a role
     */
    record Entry(String id, String kind, String name, String owner) {

        /** Whether it is the rows of something. */
        boolean data() {
            return kind.endsWith(" DATA") || kind.startsWith("BLOB") || kind.equals("SEQUENCE SET");
        }
    }

    static ArchiveToc parse(String list) {
        ArchiveToc toc = new ArchiveToc();
        list.lines().forEach(toc::line);
        return toc;
    }

    private void line(String line) {
        Matcher head = HEAD.matcher(line);
        if (head.matches() && line.contains("database version")) {
            version = head.group(1).split(" ", 2)[0];
        }
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
            entries.add(entry(entry.group(1), entry.group(2), entry.group(3)));
        }
    }

    /** Kinds are in capitals; so may be a name, which pg_dump puts behind its schema or a dash. */
    private static Entry entry(String id, String kind, String rest) {
        List<String> words = List.of(rest.split(" ", -1));
        String schema = words.getFirst();
        String owner = words.size() > 2 ? words.getLast() : "";
        String name = String.join(" ", words.subList(1, Math.max(1, words.size() - (words.size() > 2 ? 1 : 0))));
        return new Entry(id, kind, schema.equals("-") ? name : schema + "." + name, owner);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Of the server that it was made from, {@code 17.2}. */
    String version() {
        return version;
    }

    /** Notes what is left out, and what belonged to others. */
    void note(LoadNotes notes) {
        Map<String, Integer> owners = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String why = LEFT_OUT.get(entry.kind());
            if (why != null) {
                notes.leftOut(entry.kind().toLowerCase(Locale.ROOT) + " " + entry.name(), why);
            }
            if (entry.kind().endsWith("ACL")) {
                notes.leftOutOneOf("rights of other roles", OTHERS);
            } else if (entry.kind().equals("SECURITY LABEL")) {
                notes.leftOutOneOf("security labels", "what reads them is not here");
            } else if (!OUR_OWN.contains(entry.owner()) && entry.kind().matches("TABLE|SEQUENCE|VIEW|FUNCTION")) {
                owners.merge(entry.owner(), 1, Integer::sum);
            }
        }
        owners.forEach((owner, count) -> notes.changed(
                count + " things owned by " + owner, OTHERS));
    }

    /** Whether rows or what follows them may be restored by pg_restore itself. */
    static boolean restored(Entry entry, Set<String> absentTables) {
        if (LEFT_OUT.containsKey(entry.kind()) || ATTACHED.contains(entry.kind()) || entry.kind().endsWith("ACL")) {
            return false;
        }
        if (entry.kind().equals("COMMENT")
                && entry.name().matches("(EVENT TRIGGER|PUBLICATION|SUBSCRIPTION|EXTENSION|SERVER|DATABASE) .*")) {
            return false;
        }
        return !(entry.kind().equals("TABLE DATA") && absentTables.contains(entry.name()));
    }
}
