package dev.understudy.engine.journal;

import dev.understudy.engine.journal.ControlDatabase.Address;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Flyway is asked only when there is something to do: to load it takes half a second. */
final class Migrations {

    private static final String FOLDER = "dev/understudy/engine/migration";
    private static final String HISTORY = ControlDatabase.SCHEMA + ".flyway_schema_history";
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** Since PostgreSQL 16, {@code system_user} is a reserved word: it was put in quotation marks. */
    private static final List<Reworded> REWORDED = List.of(new Reworded("10", -125702017, -815277527));

    private Migrations() {}

    /** Looks on a connection that is there already; Flyway makes its own. */
    static void run(Address address, Connection connection) throws SQLException {
        SortedSet<Integer> ours = shipped();
        SortedSet<Integer> done = performed(connection);
        if (!done.isEmpty() && done.last() > ours.last()) {
            throw Fault.refused("engine.database-newer", done.last(), ours.last())
                    .at(address.shown())
                    .exception();
        }
        if (!done.equals(ours)) {
            if (!done.isEmpty()) {
                acknowledge(connection);
            }
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(address.url(), address.user(), address.password())
                    .defaultSchema(ControlDatabase.SCHEMA)
                    .createSchemas(true)
                    .outOfOrder(true)
                    .locations("classpath:" + FOLDER)
                    .load()
                    .migrate();
        }
    }

    /** Flyway refuses a script that is not the one it performed, and is right but for these. */
    private static void acknowledge(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update " + HISTORY + " set checksum = ? where version = ? and checksum = ?")) {
            for (Reworded script : REWORDED) {
                statement.setInt(1, script.now());
                statement.setString(2, script.version());
                statement.setInt(3, script.before());
                statement.executeUpdate();
            }
        }
    }

    /** The versions that come with this Understudy. */
    static SortedSet<Integer> shipped() {
        SortedSet<Integer> versions = new TreeSet<>();
        names().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .forEach(name -> versions.add(Integer.valueOf(name.group(1))));
        if (versions.isEmpty()) {
            throw new IllegalStateException("no migrations in " + FOLDER);
        }
        return versions;
    }

    static List<String> names() {
        try {
            URL first = Migrations.class.getResource("/" + FOLDER + "/V1__runs.sql");
            if (first == null) {
                throw new IllegalStateException("no migrations in " + FOLDER);
            }
            URLConnection connection = first.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return jar.getJarFile().stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(FOLDER + "/"))
                        .map(name -> name.substring(FOLDER.length() + 1))
                        .toList();
            }
            try (Stream<Path> files = Files.list(Path.of(first.toURI()).resolveSibling("."))) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SortedSet<Integer> performed(Connection connection) throws SQLException {
        SortedSet<Integer> versions = new TreeSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select to_regclass('" + HISTORY + "') is not null")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return versions;
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "select version::int from " + HISTORY + " where success and version is not null")) {
                while (rows.next()) {
                    versions.add(rows.getInt(1));
                }
            }
        }
        return versions;
    }

    /**
     * A script whose words changed after it had been performed somewhere, and not what it does.
     *
     * @param before Flyway's checksum of it as it was
     * @param now of it as it is
     */
    private record Reworded(String version, int before, int now) {}
}
