package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How the texts in the file must look. The JSON schema holds the same patterns; a test compares both. */
final class Forms {

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    static final Pattern SERIES = Pattern.compile("(?:1[4-9]|20)\\.0");
    static final Pattern MODULE = Pattern.compile("[a-zA-Z0-9_]{1,100}");
    static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,100}");
    static final Pattern PACKAGE_FILE =
            Pattern.compile("(https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?)?/[A-Za-z0-9./~_+ %-]{1,500}\\.deb");
    static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    static final Pattern OPTION = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    static final Pattern OPTION_VALUE = Pattern.compile("(?! )[^\\x00-\\x1f\\x7f]{0,2000}(?<! )");

    /** A parameter of PostgreSQL; those of extensions have a dot. */
    static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_]{0,62}([.][a-z][a-z0-9_]{0,62})?");

    /** A section of {@code odoo.conf} that belongs to a module; {@code options} is Odoo's own. */
    static final Pattern SECTION = Pattern.compile("(?!options$)[a-z][a-z0-9_.:-]{0,62}");

    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z0-9]{2,3})?(@[a-z]+)?");
    static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{1,62}");
    /** As Odoo lets people name theirs, and then some. */
    static final Pattern FOREIGN_DATABASE = Pattern.compile("[^\\x00-\\x1f/\\s=-][^\\x00-\\x1f/\\s=]{0,62}");

    /** As Docker takes it. */
    static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    static final Pattern DURATION = Pattern.compile("0s|[1-9][0-9]{0,4}[smh]");
    static final Pattern AGE = Pattern.compile("[1-9][0-9]{0,3}[mhd]");
    static final Pattern MODULES = Pattern.compile("[a-zA-Z0-9_]{1,100}[*]?");
    static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-2][0-9]:[0-5][0-9])?");
    static final Pattern NEIGHBOUR = Pattern.compile("(?!.*[.][.])[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
    static final Pattern PERCENT = Pattern.compile("(100|[1-9]?[0-9]([.][0-9]{1,2})?)%");
    static final Pattern TIMES = Pattern.compile("[1-9][0-9]{0,2}([.][0-9])?x");
    static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,5}[GT]");
    static final Pattern PORTS = Pattern.compile("([1-9][0-9]{3,4})-([1-9][0-9]{3,4})");
    static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;]{1,64}@[A-Za-z0-9.-]{1,200}");
    static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[?[0-9a-fA-F:]{2,45}]?");
    /** An address, or a network as CIDR writes it. */
    static final Pattern NETWORK = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}(/([12]?[0-9]|3[0-2]))?"
            + "|(?=.*:)[0-9a-fA-F:]{2,45}(/([1-9]?[0-9]|1[01][0-9]|12[0-8]))?");

    static final Pattern JDBC_URL = Pattern.compile("jdbc:postgresql:[^\\s]{1,500}");
    /** A model or a field of Odoo. */
    static final Pattern ODOO_NAME = Pattern.compile("[a-z_][a-z0-9_.]{0,62}");

    static final Pattern REFERENCE = Pattern.compile(
            "(?!\\{\\})(?! )[^\\x00-\\x1f\\x7f0-9{}]{1,20}(\\{\\}[^\\x00-\\x1f\\x7f0-9{}]{0,20})?(?<! )");
    static final Pattern ROLE = Pattern.compile("[^\\s]{1,63}");
    static final Pattern WEB_ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?/?");
    static final Pattern ACME_DIRECTORY =
            Pattern.compile("https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9._/-]{0,200})?");
    static final Pattern ARGUMENT = Pattern.compile("[^\\x00]{1,4000}");
    static final Pattern ABSOLUTE_PATH = Pattern.compile("/[^\\x00-\\x1f]{1,4000}");

    /** git's own rules for the name of a branch (git-check-ref-format). */
    static final Pattern BRANCH = Pattern.compile("(?!-|@$|HEAD$)(?!.*(\\.\\.|//|@\\{|/\\.|\\.lock(/|$)|[./]$))"
            + "[^\\x00-\\x20\\x7f~^:?*\\[\\\\/.][^\\x00-\\x20\\x7f~^:?*\\[\\\\]{0,199}");

    /** https, http, ssh, git, file, user@host:path, or an absolute path. Never a helper as {@code ext::}. */
    static final Pattern REPOSITORY_URL = Pattern.compile("((https?|git|file)://[A-Za-z0-9./:~_+%\\[\\]-]{1,500}"
            + "|ssh://([A-Za-z0-9._-]+@)?[A-Za-z0-9\\[][A-Za-z0-9./:~_+%\\[\\]-]{0,500}"
            + "|[A-Za-z0-9._-]+@[A-Za-z0-9][A-Za-z0-9.-]*:[A-Za-z0-9./~_+][A-Za-z0-9./~_+-]{0,500}"
            + "|/[A-Za-z0-9./~_+ -]{1,500})");

    /** A user or a password in front of the host of an address; in http a user alone may be a token. */
    static final Pattern URL_WITH_SECRET = Pattern.compile("(https?://[^/]*@|[a-z+]+://[^/]*:[^/@]*@).*");

    /** Databases of PostgreSQL's own. */
    static final Set<String> RESERVED_DATABASES = Set.of("postgres", "template0", "template1");

    private Forms() {}

    /** An absolute path below the root, without {@code ..}. */
    static Optional<Path> path(Value value) {
        return value.text(ABSOLUTE_PATH, "config.bad-path").map(Path::of).filter(path -> {
            boolean right = path.equals(path.normalize()) && path.getNameCount() > 0;
            if (!right) {
                value.problem(Fault.usage("config.bad-path", value.path(), value.shown()));
            }
            return right;
        });
    }

    /** What a text of the form {@link #AGE} means. */
    static Duration age(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** A part of something, of which 1 is all. */
    static Optional<Double> share(Value value) {
        return value.text(PERCENT, "config.bad-percent")
                .map(text -> new BigDecimal(text.substring(0, text.length() - 1))
                        .movePointLeft(2)
                        .doubleValue());
    }

    /** A duration up to a longest one, which is shown so. */
    static Optional<Duration> duration(Value value, Duration longest, String shown) {
        return value.text(DURATION, "config.bad-duration").map(text -> {
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            Duration duration = switch (text.charAt(text.length() - 1)) {
                case 'h' -> Duration.ofHours(number);
                case 'm' -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
            if (duration.compareTo(longest) > 0) {
                value.problem(Fault.usage("config.out-of-range", value.path(), value.shown(), "0s", shown));
            }
            return duration;
        });
    }
}
