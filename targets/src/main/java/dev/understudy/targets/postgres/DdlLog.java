package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which statements Odoo's role sends that change the schema, as the server logs them: in its own log, where neither the
 * database nor who owns it can hide, change or add any. Statements of a transaction that was rolled back are among them.
 */
public final class DdlLog {

    /** So much of the log is read; what is beyond is counted as one more. */
    private static final int LONGEST = 16 << 20;

    private static final int LONGEST_STATEMENT = 1000;

    /** Behind the prefix that {@link ClusterSettings} gives: {@code time [pid] user@database LOG:  statement: ..}. */
    private static final Pattern STATEMENT =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[\\d+] (\\S+)@\\S+ LOG: {2}" + "(?:statement|execute [^:]*): (.*)$");

    private final Keeper keeper;
    private final Path log;

    DdlLog(Keeper keeper, Path log) {
        this.keeper = keeper;
        this.log = log;
    }

    /**
     * Begins: sessions of Odoo that are opened from now on are logged.
     *
     * @return where in the log that is
     */
    public long begin() {
        keeper.script("ALTER ROLE " + ClusterRoles.ODOO + " SET log_statement = 'ddl'");
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", log, failure).exception(failure);
        }
    }

    /**
     * Ends, and tells what was logged, in order, each statement cut to a length that people read.
     *
     * @param from what {@link #begin} gave
     */
    public List<String> end(long from) {
        keeper.script("ALTER ROLE " + ClusterRoles.ODOO + " RESET log_statement");
        try (InputStream in = Files.newInputStream(log, LinkOption.NOFOLLOW_LINKS)) {
            in.skipNBytes(from);
            return statements(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", log, failure).exception(failure);
        }
    }

    private static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean within = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("\t")) {
                // The log indents what a statement has on further lines.
                if (within) {
                    current.append(current.isEmpty() ? "" : " ").append(line.strip());
                }
                continue;
            }
            keep(current, statements);
            Matcher logged = STATEMENT.matcher(line);
            within = logged.matches() && logged.group(1).equals(ClusterRoles.ODOO);
            if (within) {
                current.append(logged.group(2).strip());
            }
        }
        keep(current, statements);
        return List.copyOf(statements);
    }

    private static void keep(StringBuilder current, List<String> statements) {
        if (!current.isEmpty()) {
            statements.add(current.substring(0, Math.min(current.length(), LONGEST_STATEMENT)));
            current.setLength(0);
        }
    }
}
