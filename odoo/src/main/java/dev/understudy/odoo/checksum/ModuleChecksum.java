package dev.understudy.odoo.checksum;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checksum by which click-odoo-update tells whether a module changed: sha1 over each file's path and content. Files
 * of a folder come before its subfolders, both sorted; {@code *} in a pattern spans slashes, as in Python's fnmatch.
 * Translations count only in the languages that are active. Unlike there, static files count that data files load into
 * records ({@link LoadedFiles}).
 *
 * @see <a href="https://github.com/acsone/click-odoo-contrib">click-odoo-contrib, _addon_hash.py and update.py</a>
 */
public final class ModuleChecksum {

    private static final Pattern EXCLUDED =
            Pattern.compile(".*\\.pyc|.*\\.pyo|i18n/.*\\.pot|i18n_extra/.*\\.pot|static/.*|tests/.*", Pattern.DOTALL);
    private static final Pattern TRANSLATION = Pattern.compile("i18n(?:_extra)?/([^/]+)\\.po");

    private ModuleChecksum() {}

    /**
     * The checksum, 40 hexadecimal digits.
     *
     * @param languages codes of the active languages, {@code es_ES}; all translations count when there are none
     */
    public static String of(ModuleFiles files, Collection<String> languages) {
        MessageDigest sha1 = sha1();
        Set<String> kept = languages.stream().map(ModuleChecksum::language).collect(Collectors.toSet());
        Set<String> loaded = new TreeSet<>();
        for (String path : sorted(files.paths())) {
            if (counts(path, kept)) {
                byte[] content = files.content(path);
                sha1.update(path.getBytes(StandardCharsets.UTF_8));
                sha1.update(content);
                if (path.endsWith(".xml")) {
                    loaded.addAll(LoadedFiles.in(new String(content, StandardCharsets.UTF_8)));
                }
            }
        }
        loaded.retainAll(files.paths());
        for (String path : sorted(loaded)) {
            sha1.update(path.getBytes(StandardCharsets.UTF_8));
            sha1.update(files.content(path));
        }
        return HexFormat.of().formatHex(sha1.digest());
    }

    /** Whether a file counts for the checksum at all, in some language. */
    public static boolean counts(String path) {
        return counts(path, Set.of());
    }

    private static boolean counts(String path, Set<String> languages) {
        if (EXCLUDED.matcher(path).matches()) {
            return false;
        }
        var translation = TRANSLATION.matcher(path);
        return languages.isEmpty() || !translation.matches() || languages.contains(language(translation.group(1)));
    }

    private static String language(String code) {
        int underscore = code.indexOf('_');
        return underscore < 0 ? code : code.substring(0, underscore);
    }

    private static List<String> sorted(Collection<String> paths) {
        return paths.stream().sorted(filesBeforeFolders()).toList();
    }

    /** Python compares text by code points, Java by UTF-16: their bytes in UTF-8 sort like code points. */
    private static Comparator<String> filesBeforeFolders() {
        return (left, right) -> {
            Iterator<String> others = List.of(right.split("/", -1)).iterator();
            Iterator<String> ones = List.of(left.split("/", -1)).iterator();
            while (true) {
                String one = ones.next();
                String other = others.next();
                if (ones.hasNext() != others.hasNext()) {
                    return ones.hasNext() ? 1 : -1;
                }
                int order = Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
                if (order != 0 || !ones.hasNext()) {
                    return order;
                }
            }
        };
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-1", impossible);
        }
    }
}
