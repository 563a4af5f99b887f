package dev.understudy.server;

import dev.understudy.model.home.Home;
import dev.understudy.server.project.OpenProjects;
import dev.understudy.server.project.Registry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Starts the API, answers a request and loads the classes that the service will need, so that the JVM can keep them in a
 * start-up cache ({@code -XX:AOTCacheOutput}). Touches no database and no Odoo.
 */
public final class Training {

    /** The jars whose classes are wanted all; of the others, what the API itself has loaded. */
    private static final List<String> WHOLE = List.of(
            "understudy-engine",
            "understudy-targets",
            "understudy-odoo",
            "understudy-model",
            "understudy-server",
            "postgresql",
            "HikariCP",
            "jdbi3-core",
            "flyway",
            "db-scheduler");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("understudy-training");
        Home ours = new Home(home, home, 0);
        try (Service service = Service.start(ours, none(ours), () -> {}, () -> {})) {
            for (String path : List.of("/api/health", "/api/projects", "/api/projects/none/status")) {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create("http://127.0.0.1:" + service.port() + path)
                                .toURL()
                                .openConnection(Proxy.NO_PROXY);
                connection.setRequestProperty(
                        "Authorization",
                        "Bearer " + Files.readString(ours.token()).strip());
                if (connection.getResponseCode() == 0) {
                    throw new IllegalStateException("No answer");
                }
                connection.disconnect();
            }
            long classes = 0;
            for (String jar : System.getProperty("java.class.path").split(":", -1)) {
                classes += load(Path.of(jar));
            }
            System.err.println(classes + " classes");
        }
        Files.deleteIfExists(ours.token());
        Files.deleteIfExists(home);
    }

    private static OpenProjects none(Home home) {
        return new OpenProjects(home, Registry.of(home), _ -> {
            throw new IllegalStateException("Training uses no project");
        });
    }

    /** How many of a jar's classes are there to be kept. */
    private static long load(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (WHOLE.stream().noneMatch(name::startsWith) || !name.endsWith(".jar")) {
            return 0;
        }
        try (JarFile jar = new JarFile(file.toFile());
                Stream<String> entries = jar.stream().map(entry -> entry.getName())) {
            return entries.filter(
                            entry -> entry.endsWith(".class") && !entry.contains("-") && !entry.startsWith("META-INF"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .filter(Training::loads)
                    .count();
        }
    }

    /** False for what libraries hold for others that are not here: it is not needed either. */
    private static boolean loads(String type) {
        try {
            Class.forName(type, false, Training.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError optional) {
            return false;
        }
    }
}
