package dev.understudy.targets.installation;

import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A file that says how the data of an Odoo is reached, for while nothing of its process tells it. */
final class KeptSettings {

    private static final Pattern PLAIN = Pattern.compile("[^\\r\\n]*");

    private KeptSettings() {}

    /**
     * Writes one.
     *
     * @param whose what people call that Odoo
     * @param server where this machine finds the database's server
     * @param file of root's alone
     * @throws IOException also where a value has a line of its own, which {@code odoo.conf} cannot hold
     */
    static void write(Host host, String whose, Found found, Visited database, String server, Path file)
            throws IOException {
        List<String> values = List.of(database.user(), database.password(), database.database(), found.dataDirectory());
        for (String value : values) {
            if (!PLAIN.matcher(value).matches()) {
                throw new IOException("a line break in a value of odoo.conf");
            }
        }
        String text = """
                ; How Understudy reaches the data of the Odoo in %s. Nobody else reads this file.
                [options]
                db_host = %s
                db_port = %d
                db_user = %s
                db_password = %s
                db_name = %s
                data_dir = %s
                """.formatted(
                        whose,
                        server,
                        database.port(),
                        database.user(),
                        database.password(),
                        database.database(),
                        found.dataDirectory());
        host.write(file, text, "0600", null);
    }
}
