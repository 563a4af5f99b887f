package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands what the build of a package says. */
final class BuildWords {

    private static final int SHOWN = 400;

    /** The last that has {@code pkg_resources}, which many a setup.py imports (setuptools, NEWS of 82.0.0). */
    static final String FORMER_SETUPTOOLS = "setuptools<82";

    private static final Pattern LACKING =
            Pattern.compile("No matching distribution found for ([A-Za-z0-9][A-Za-z0-9._-]*(?:\\[[A-Za-z0-9,._-]*])?"
                    + "(?: ?[<>=!~]=?[A-Za-z0-9.*+!<>=~, ]*)?)");
    private static final Pattern HEADER = Pattern.compile("fatal error: ([A-Za-z0-9_./+-]+\\.h(?:pp)?): No such file");
    private static final Pattern COMPILER = Pattern.compile("command '[^']*(?:gcc|cc)' failed: No such file"
            + "|No such file or directory: '[^']*(?:gcc|cc)'"
            + "|unable to execute '?[^' ]*(?:gcc|cc)|(?:gcc|cc): (?:not found|No such file)"
            + "|Unknown compiler\\(s\\): \\[\\['g?cc'|No CMAKE_C_COMPILER could be found");

    /** A library that the linker does not find, or that pkg-config, meson or cmake do not know. */
    private static final List<Pattern> LIBRARY = List.of(
            Pattern.compile("cannot find -l([A-Za-z0-9_.+-]+)"),
            Pattern.compile("Package '?([A-Za-z0-9_.+-]+)'?,? (?:was not found in the pkg-config|required by)"),
            Pattern.compile("No package '([A-Za-z0-9_.+-]+)' found"),
            Pattern.compile("Dependency \"?([A-Za-z0-9_.+-]+)\"? not found"));

    private static final Pattern NETWORK = Pattern.compile(
            "Temporary failure in name resolution|Name or service not known|Network is unreachable|getaddrinfo failed"
                    + "|NewConnectionError|nodename nor servname");

    /** The last words of a program that failed, and not those with which pip wraps them. */
    private static final Pattern CAUSE =
            Pattern.compile("(?m)^\\s*(?:\\[?stderr]?\\s*)?((?:[A-Za-z_][\\w.]*(?:Error|Exception)"
                    + "|error|error in \\S+ setup command|fatal error|\\S+:\\d+:\\d+: fatal error): .+)$");

    private static final Pattern OF_PIP =
            Pattern.compile("(?i)error: subprocess-exited.*|error: metadata-generation.*|error: failed building wheel.*"
                    + "|error: failed to build.*|error: command .* failed with exit code.*");

    /** Programs by what is said where they lack, and the packages of Debian's that have them. */
    private static final Map<Pattern, String> PROGRAMS = new LinkedHashMap<>();

    /** Headers by how their paths begin, and the packages of Debian's that have them. */
    private static final Map<String, String> HEADERS = new LinkedHashMap<>();

    /** The packages of Debian's, and how linkers and pkg-config call the libraries that they have. */
    private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

    static {
        PROGRAMS.put(COMPILER, "gcc libc6-dev python3-dev");
        PROGRAMS.put(
                Pattern.compile("command '[^']*g\\+\\+' failed: No such file"
                        + "|No such file or directory: '[^']*[gc]\\+\\+'"
                        + "|Unknown compiler\\(s\\): \\[\\['[gc]\\+\\+'|No CMAKE_CXX_COMPILER could be found"),
                "g++ libc6-dev python3-dev");
        PROGRAMS.put(Pattern.compile("pg_config executable not found"), "libpq-dev");
        PROGRAMS.put(Pattern.compile("mysql_config|mysqlclient.*pkg-config"), "libmariadb-dev pkg-config");
        PROGRAMS.put(Pattern.compile("(?:cups-config|xml2-config|xslt-config): not found"), "libcups2-dev libxml2-dev");
        PROGRAMS.put(Pattern.compile("Rust .*not found|can't find Rust compiler|cargo.*not found"), "cargo rustc");
        PROGRAMS.put(Pattern.compile("(?:cmake|CMake).*not (?:found|installed)"), "cmake");
        PROGRAMS.put(Pattern.compile("pkg-config.*not found"), "pkg-config");
        for (String program : List.of("git", "make", "swig", "cmake", "pkg-config")) {
            PROGRAMS.put(Pattern.compile("No such file or directory: '" + program + "'"), program);
        }
        HEADERS.put("Python.h", "python3-dev");
        HEADERS.put("pyconfig.h", "python3-dev");
        HEADERS.put("libpq", "libpq-dev");
        HEADERS.put("lber.h", "libldap-dev");
        HEADERS.put("ldap", "libldap-dev");
        HEADERS.put("sasl", "libsasl2-dev");
        HEADERS.put("libxml", "libxml2-dev");
        HEADERS.put("libxslt", "libxslt1-dev");
        HEADERS.put("xmlsec", "libxmlsec1-dev");
        HEADERS.put("jpeglib", "libjpeg-dev");
        HEADERS.put("png.h", "libpng-dev");
        HEADERS.put("zlib.h", "zlib1g-dev");
        HEADERS.put("ffi.h", "libffi-dev");
        HEADERS.put("openssl", "libssl-dev");
        HEADERS.put("cups", "libcups2-dev");
        HEADERS.put("mysql", "libmariadb-dev");
        HEADERS.put("sql.h", "unixodbc-dev");
        HEADERS.put("curl", "libcurl4-openssl-dev");
        HEADERS.put("ft2build.h", "libfreetype-dev");
        HEADERS.put("gmp.h", "libgmp-dev");
        HEADERS.put("magic.h", "libmagic-dev");
        HEADERS.put("gssapi", "libkrb5-dev");
        HEADERS.put("krb5", "libkrb5-dev");
        HEADERS.put("usb", "libusb-1.0-0-dev");
        HEADERS.put("std", "libc6-dev");
        HEADERS.put("limits.h", "libc6-dev");
        LIBRARIES.put("libpq-dev", "pq libpq");
        LIBRARIES.put("libssl-dev", "ssl crypto openssl libssl libcrypto");
        LIBRARIES.put("zlib1g-dev", "z zlib");
        LIBRARIES.put("libldap-dev", "ldap ldap_r lber");
        LIBRARIES.put("libsasl2-dev", "sasl2 libsasl2");
        LIBRARIES.put("libxml2-dev", "xml2 libxml-2.0");
        LIBRARIES.put("libxslt1-dev", "xslt exslt libxslt libexslt");
        LIBRARIES.put("libxmlsec1-dev", "xmlsec1 xmlsec1-openssl xmlsec");
        LIBRARIES.put("libffi-dev", "ffi libffi");
        LIBRARIES.put("libcups2-dev", "cups");
        LIBRARIES.put("libcairo2-dev", "cairo");
        LIBRARIES.put("libjpeg-dev", "jpeg libjpeg");
        LIBRARIES.put("libpng-dev", "png libpng libpng16");
        LIBRARIES.put("libfreetype-dev", "freetype freetype2");
        LIBRARIES.put("libmariadb-dev", "mysqlclient mariadb libmariadb mariadbclient");
        LIBRARIES.put("libcurl4-openssl-dev", "curl libcurl");
        LIBRARIES.put("libusb-1.0-0-dev", "usb-1.0 libusb-1.0");
        LIBRARIES.put("unixodbc-dev", "odbc");
        LIBRARIES.put("libkrb5-dev", "krb5 gssapi_krb5 krb5-gssapi");
        LIBRARIES.put("libc6-dev", "c m pthread");
    }

    private BuildWords() {}

    /** What people are told of a line while it works. */
    static Optional<String> told(String line) {
        String words = line.strip();
        return words.startsWith("Building ") ? Optional.of(words) : Optional.empty();
    }

    /** The build dependency that was not there: a requirement, and nothing else that pip would take. */
    static Optional<String> lacking(String said) {
        if (said.contains("No module named 'pkg_resources'")) {
            return Optional.of(FORMER_SETUPTOOLS);
        }
        Matcher found = LACKING.matcher(said);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }

    /**
     * Why a package was not built.
     *
     * @param called what was to be built
     * @param said all that its build said
     */
    static Fault fault(String called, String said) {
        String cause = cause(said);
        List<String> packages = packages(said);
        if (!packages.isEmpty()) {
            return Fault.refused("python.build-lacks-package", called, cause, String.join(", ", packages));
        }
        if (NETWORK.matcher(said).find()) {
            return Fault.refused("python.build-wants-network", called, cause);
        }
        return Fault.refused("python.not-built", called, cause);
    }

    private static List<String> packages(String said) {
        List<String> packages = new ArrayList<>();
        PROGRAMS.forEach((words, names) -> {
            if (words.matcher(said).find()) {
                packages.addAll(List.of(names.split(" ", -1)));
            }
        });
        Matcher header = HEADER.matcher(said);
        while (header.find()) {
            String path = header.group(1);
            HEADERS.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .ifPresent(packages::add);
        }
        for (Pattern words : LIBRARY) {
            Matcher library = words.matcher(said);
            while (library.find()) {
                String name = library.group(1);
                LIBRARIES.forEach((debian, names) -> {
                    if (List.of(names.split(" ", -1)).contains(name)) {
                        packages.add(debian);
                    }
                });
            }
        }
        return packages.stream().distinct().toList();
    }

    /** The last cause that was told, or else the last line. */
    private static String cause(String said) {
        List<String> causes = CAUSE.matcher(said)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .filter(line -> !OF_PIP.matcher(line).matches())
                .toList();
        String told = causes.isEmpty()
                ? said.strip().lines().reduce("", (earlier, later) -> later).strip()
                : causes.getLast();
        return told.substring(0, Math.min(SHOWN, told.length()));
    }
}
