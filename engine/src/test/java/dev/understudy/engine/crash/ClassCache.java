package dev.understudy.engine.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The classes of the children as the JVM keeps them in memory: most of a child's life is spent loading them. The first
 * child leaves them in a file (JEP 514), those that follow map it.
 */
final class ClassCache {

    private static final Map<Class<?>, ClassCache> CACHES = new ConcurrentHashMap<>();

    private final Path cache;
    private final String jars;

    private ClassCache(Path folder) {
        this.cache = folder.resolve("classes.aot");
        this.jars = jars(folder);
    }

    /** One for all books that are written in the same file, until this process ends. */
    static ClassCache of(Class<? extends CrashBook> book) {
        return CACHES.computeIfAbsent(book.getNestHost(), one -> {
            try {
                Path folder = Files.createTempDirectory("understudy-classes");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return new ClassCache(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** What {@code java} is told so that it uses the cache, or makes it when nobody has. */
    List<String> options() {
        return List.of((Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache, "-cp", jars);
    }

    /** The class path of this process, its folders packed: the JVM caches nothing from folders. */
    private static String jars(Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                // It stands for the folder in which the tests are started.
                continue;
            }
            if (!Files.isDirectory(Path.of(entry))) {
                path.add(entry);
                continue;
            }
            String packed = folder.resolve(path.size() + ".jar").toString();
            jar.run(System.out, System.err, "--create", "--no-compress", "--file", packed, "-C", entry, ".");
            path.add(packed);
        }
        return String.join(File.pathSeparator, path);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
