package dev.understudy.targets.installation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Odoo's own files against the sums that its Debian package brought. */
record PackagedFiles(Found found) {

    private static final String SUMS = "/var/lib/dpkg/info";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{32})  (\\S.*)");

    /**
     * The modules of which a file was changed or taken away; {@code odoo} for what is in none.
     *
     * @param modules that are looked at
     * @return nothing when the package brought no sums
     */
    Optional<Set<String>> changed(Collection<String> modules) {
        Optional<Path> sums = sums();
        if (sums.isEmpty()) {
            return Optional.empty();
        }
        String inner = found.code().substring(1) + "/";
        Set<String> changed = new TreeSet<>();
        try (Stream<String> lines = Files.lines(sums.get())) {
            lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .filter(line -> line.group(2).startsWith(inner))
                    .forEach(line -> {
                        String module = module(line.group(2).substring(inner.length()));
                        if ((module.equals("odoo") || modules.contains(module))
                                && !changed.contains(module)
                                && !same("/" + line.group(2), line.group(1))) {
                            changed.add(module);
                        }
                    });
            return Optional.of(changed);
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Path> sums() {
        Path folder = found.place().at(SUMS);
        if (!found.code().contains("/dist-packages/") || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("odoo(-\\d+)?\\.md5sums"))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String module(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 2 && parts[0].equals("addons") ? parts[1] : "odoo";
    }

    private boolean same(String path, String sum) {
        // Packages may leave out translations and documents (dpkg's path-exclude): what is gone is not changed.
        Path file = found.place().at(path);
        if (!Files.isRegularFile(file)) {
            return !path.endsWith(".py") && !path.endsWith(".xml");
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest()).equals(sum);
        } catch (IOException | NoSuchAlgorithmException unreadable) {
            return true;
        }
    }
}
