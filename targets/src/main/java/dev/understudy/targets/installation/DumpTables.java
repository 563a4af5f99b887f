package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Service;
import dev.understudy.model.audit.AuditReport.Table;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of an Odoo in a dump in SQL, read once as it passes: rows of those that matter, numbers of all others. */
final class DumpTables extends OutputStream implements OdooTables {

    private static final Pattern COPY = Pattern.compile("COPY (?:public\\.)?\"?([\\w.$-]+)\"? \\((.*)\\) FROM stdin;");
    private static final Pattern VERSION = Pattern.compile("-- Dumped from database version ([\\d.]+).*");
    private static final Pattern EXTENSION = Pattern.compile("CREATE EXTENSION (?:IF NOT EXISTS )?\"?([\\w-]+)\"?.*");
    private static final Pattern OWNER = Pattern.compile("ALTER TABLE .* OWNER TO \"?([^\";]+)\"?;");
    private static final Pattern ONLY = Pattern.compile("ALTER TABLE ONLY (?:public\\.)?\"?([\\w.$-]+)\"?");
    private static final Pattern OBJECT =
            Pattern.compile("SELECT (?:pg_catalog\\.)?lo_create\\(.*|.*\\blo_create\\('\\d+'\\).*");
    private static final String COMPLETE = "-- PostgreSQL database dump complete";

    /** Whose rows are kept, with the columns that are asked for. */
    private static final Map<String, List<String>> KEPT = Map.ofEntries(
            Map.entry("ir_module_module", List.of("name", "state", "latest_version", "author", "imported")),
            Map.entry("ir_cron", List.of("id", "active")),
            Map.entry("ir_mail_server", List.of("active")),
            Map.entry("fetchmail_server", List.of("active")),
            Map.entry("payment_provider", List.of("state")),
            Map.entry("payment_acquirer", List.of("state")),
            Map.entry("delivery_carrier", List.of("prod_environment")),
            Map.entry("auth_oauth_provider", List.of("enabled")),
            Map.entry("iap_account", List.of("id")),
            Map.entry("res_users_apikeys", List.of("id")),
            Map.entry("ir_config_parameter", List.of("key", "value")),
            Map.entry("res_users", List.of("active", "share")),
            Map.entry("res_company", List.of("id")),
            Map.entry("queue_job", List.of("state")),
            Map.entry("mail_mail", List.of("state")),
            Map.entry("ir_attachment", List.of("store_fname", "res_model")));

    private static final String END_OF_ROWS = "\\.";
    private static final int LONGEST_HEAD = 1 << 16;

    /** Small files stand in the rows themselves, before the columns that matter. */
    private static final int LONGEST_ATTACHMENT = 256 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, List<List<String>>> rows = new HashMap<>();
    private final Map<String, long[]> sizes = new TreeMap<>();
    private final Map<String, String> cronModules = new HashMap<>();
    private final Set<String> keyed = new TreeSet<>();
    private final Set<String> extensions = new TreeSet<>();
    private final Set<String> owners = new TreeSet<>();
    private String table = "";
    private String altered = "";
    private String version = "";
    private long objects;
    private long dropped;
    private boolean complete;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int from = offset; from < end; ) {
            int newline = from;
            while (newline < end && bytes[newline] != '\n') {
                newline++;
            }
            int kept = Math.min(newline - from, Math.max(0, most() - line.size()));
            line.write(bytes, from, kept);
            dropped += newline - from - kept;
            if (newline < end) {
                line();
                line.reset();
                dropped = 0;
            }
            from = newline + 1;
        }
    }

    /** How much of a line is looked at: of a row that is only counted no more than tells it from the end of them. */
    private int most() {
        if (table.equals("ir_attachment")) {
            return LONGEST_ATTACHMENT;
        }
        boolean looked = table.isEmpty() || KEPT.containsKey(table) || table.equals("ir_model_data");
        return looked ? LONGEST_HEAD : END_OF_ROWS.length() + 1;
    }

    private void line() {
        if (!table.isEmpty()) {
            if (line.size() == END_OF_ROWS.length()
                    && line.toString(StandardCharsets.UTF_8).equals(END_OF_ROWS)) {
                table = "";
            } else {
                row();
            }
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        Matcher copy = COPY.matcher(text);
        if (copy.matches()) {
            table = copy.group(1);
            columns.put(
                    table,
                    Arrays.stream(copy.group(2).split(", ", -1))
                            .map(column -> column.replace("\"", ""))
                            .toList());
            sizes.computeIfAbsent(table, name -> new long[2]);
        } else {
            statement(text);
        }
    }

    private void statement(String text) {
        complete |= text.equals(COMPLETE);
        Matcher only = ONLY.matcher(text);
        if (only.lookingAt()) {
            altered = only.group(1);
        }
        if (text.contains(" PRIMARY KEY (")) {
            keyed.add(altered);
        }
        Matcher extension = EXTENSION.matcher(text);
        Matcher owner = OWNER.matcher(text);
        Matcher dumped = VERSION.matcher(text);
        if (extension.matches()) {
            extensions.add(extension.group(1));
        } else if (owner.matches()) {
            owners.add(owner.group(1));
        } else if (dumped.matches() && version.isEmpty()) {
            version = dumped.group(1);
        } else if (OBJECT.matcher(text).matches()) {
            objects++;
        }
    }

    private void row() {
        long[] size = sizes.computeIfAbsent(table, name -> new long[2]);
        size[0]++;
        size[1] += line.size() + dropped + 1;
        List<String> kept = KEPT.get(table);
        if (kept != null) {
            rows.computeIfAbsent(table, name -> new ArrayList<>()).add(cells(kept));
        } else if (table.equals("ir_model_data")) {
            List<String> data = cells(List.of("model", "res_id", "module"));
            if (data.getFirst().equals("ir.cron")) {
                cronModules.put(data.get(1), data.get(2));
            }
        }
    }

    private List<String> cells(List<String> wanted) {
        String[] cells = line.toString(StandardCharsets.UTF_8).split("\t", -1);
        List<String> there = columns.getOrDefault(table, List.of());
        return wanted.stream()
                .map(there::indexOf)
                .map(at -> at < 0 || at >= cells.length || cells[at].equals("\\N") ? "" : cells[at])
                .toList();
    }

    @Override
    public boolean has(String name, String... wanted) {
        return columns.getOrDefault(name, List.of()).containsAll(List.of(wanted));
    }

    @Override
    public List<List<String>> all(String name, String... wanted) {
        List<String> kept = KEPT.getOrDefault(name, List.of());
        if (!has(name, wanted) || !kept.containsAll(List.of(wanted))) {
            return List.of();
        }
        List<Integer> places = Arrays.stream(wanted).map(kept::indexOf).toList();
        return rows.getOrDefault(name, List.of()).stream()
                .map(row -> places.stream().map(row::get).toList())
                .toList();
    }

    @Override
    public List<List<String>> some(String name, String by, String value, String... wanted) {
        return cronModules.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public List<Service> states(String name, String column) {
        return all(name, column).stream()
                .collect(Collectors.groupingBy(List::getFirst, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Service(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public boolean attachments(BiConsumer<String, String> named) {
        all("ir_attachment", "store_fname", "res_model").stream()
                .filter(row -> !row.getFirst().isEmpty())
                .forEach(row -> named.accept(row.getFirst(), row.get(1)));
        return true;
    }

    /** The largest, by the bytes of their rows in the dump. */
    List<Table> largest(int most) {
        return sizes.entrySet().stream()
                .map(entry -> new Table(entry.getKey(), entry.getValue()[1], entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Table::bytes).reversed())
                .limit(most)
                .toList();
    }

    /** Of all rows, as text. */
    long bytes() {
        return sizes.values().stream().mapToLong(size -> size[1]).sum();
    }

    int tables() {
        return sizes.size();
    }

    /** Those with rows and without a primary key. */
    List<String> withoutKey() {
        return sizes.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0 && !keyed.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> extensions() {
        return List.copyOf(extensions);
    }

    List<String> owners() {
        return List.copyOf(owners);
    }

    /** Of the server that it was dumped from; empty when it does not say. */
    String version() {
        return version;
    }

    long objects() {
        return objects;
    }

    /** Whether it came to its end. */
    boolean complete() {
        return complete;
    }
}
