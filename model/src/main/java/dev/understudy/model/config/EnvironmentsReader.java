package dev.understudy.model.config;

import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.model.config.EnvironmentSettings.Data;
import dev.understudy.model.config.EnvironmentSettings.FenceRule;
import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code environments}, and what holds between them. */
final class EnvironmentsReader {

    static final List<String> KEYS = List.of(
            "url",
            "port",
            "workers",
            "database",
            "copy_of",
            "mask",
            "data",
            "per_branch",
            "host",
            "external_paths",
            "fence",
            "watch",
            "hold",
            "access",
            "keep_api_keys",
            "options",
            "postgres",
            "follows",
            "sleep");

    private static final List<String> NEVER_IN_PRODUCTION =
            List.of("copy_of", "mask", "data", "per_branch", "fence", "keep_api_keys", "sleep");

    /** Browsers give up on a request after some minutes. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    private static final Duration SHORTEST_SLEEP = Duration.ofMinutes(1);
    private static final Duration LONGEST_SLEEP = Duration.ofDays(30);

    private final String project;

    /** For a project of this name, which gives the databases theirs. */
    EnvironmentsReader(String project) {
        this.project = project;
    }

    Map<String, EnvironmentSettings> read(Value value) {
        Map<String, EnvironmentSettings> environments = new LinkedHashMap<>();
        Map<String, Section> sections = new LinkedHashMap<>();
        List<Value.Member> members = value.members();
        for (Value.Member member : members) {
            String name = member.key().text().orElseThrow();
            if (!Forms.NAME.matcher(name).matches()) {
                member.key().problem(Fault.usage("config.bad-name", value.path(), Value.shown(name)));
            }
            sections.put(name, new Section(member.value(), KEYS));
        }
        if (!sections.containsKey(Project.PRODUCTION)) {
            value.problem(Fault.usage("config.no-production"));
        }
        String live = Optional.ofNullable(sections.get(Project.PRODUCTION))
                .flatMap(production -> database(production))
                .orElse(project.replace('-', '_'));
        sections.forEach((name, section) -> environments.put(name, environment(name, section, live)));
        new Sharing(sections).check(environments);
        return environments;
    }

    private EnvironmentSettings environment(String name, Section section, String live) {
        Data data = name.equals(Project.PRODUCTION) ? production(section) : data(name, section);
        String database = database(section).orElse(live);
        if (data == Data.COPY && !database.equals(live)) {
            section.value("database")
                    .ifPresent(value -> value.problem(Fault.usage("config.copy-database", name, live)));
        }
        if (Forms.RESERVED_DATABASES.contains(database)) {
            section.value("database")
                    .orElse(section.whole())
                    .problem(Fault.usage("config.reserved-database", name, database));
        }
        return new EnvironmentSettings(
                name,
                data,
                section.value("url").flatMap(value -> value.text(Forms.WEB_ADDRESS, "config.bad-web-address")),
                section.value("port").map(value -> value.whole(1024, 65_535)).orElse(OptionalInt.empty()),
                section.value("workers")
                        .map(value -> value.whole(0, 128).orElse(0))
                        .orElse(0),
                database,
                section.value("per_branch").flatMap(Value::yesNo).orElse(false),
                host(section),
                externalPaths(section),
                section.value("fence")
                        .flatMap(value -> value.word(FenceRule.class))
                        .orElse(FenceRule.REQUIRED),
                section.value("watch").map(WatchReader::read).orElse(WatchSettings.DEFAULT),
                section.value("hold")
                        .flatMap(value -> Forms.duration(value, LONGEST_HOLD, "5m"))
                        .orElse(EnvironmentSettings.DEFAULT_HOLD),
                section.value("access")
                        .flatMap(value -> value.word(Access.class))
                        .orElse(data == Data.LIVE ? Access.PUBLIC : Access.PRIVATE),
                data == Data.COPY && masked(section),
                section.value("keep_api_keys").flatMap(Value::yesNo).orElse(false),
                section.value("options").map(OdooOptionsReader::read).orElse(OdooOptions.NONE),
                postgres(section, data),
                data == Data.LIVE ? section.value("follows").flatMap(FollowReader::read) : notFollowing(section),
                section.value("sleep").flatMap(EnvironmentsReader::sleep));
    }

    private static Optional<Duration> sleep(Value value) {
        Optional<Duration> sleep = Forms.duration(value, LONGEST_SLEEP, "720h");
        if (sleep.filter(after -> after.compareTo(SHORTEST_SLEEP) < 0).isPresent()) {
            value.problem(Fault.usage("config.out-of-range", value.path(), value.shown(), "1m", "720h"));
        }
        return sleep;
    }

    private static PostgresSettings postgres(Section section, Data data) {
        PostgresSettings read =
                section.value("postgres").map(PostgresReader::read).orElse(PostgresSettings.NONE);
        if (data == Data.COPY && read.major().isPresent()) {
            section.key("postgres").ifPresent(at -> at.problem(Fault.usage("config.major-of-copy", at.path())));
        }
        return read;
    }

    /** What is a copy of production is not one of something else. */
    private static Optional<FollowSettings> notFollowing(Section section) {
        section.key("follows").ifPresent(at -> at.problem(Fault.usage("config.for-production-alone", at.path())));
        return Optional.empty();
    }

    private static Data production(Section section) {
        for (String key : NEVER_IN_PRODUCTION) {
            section.key(key).ifPresent(at -> at.problem(Fault.usage("config.not-for-production", at.path())));
        }
        return Data.LIVE;
    }

    private static Data data(String name, Section section) {
        Optional<Value> copyOf = section.value("copy_of");
        copyOf.flatMap(Value::text)
                .filter(source -> !source.equals(Project.PRODUCTION))
                .ifPresent(source -> section.value("copy_of")
                        .ifPresent(at -> at.problem(Fault.usage("config.copy-of-other", name, at.shown()))));
        Optional<Data> said = section.value("data").flatMap(EnvironmentsReader::dataWord);
        if (copyOf.isPresent() && said.isPresent() && said.get() != Data.COPY) {
            section.value("data").ifPresent(at -> at.problem(Fault.usage("config.copy-with-data", name, at.shown())));
        }
        if (copyOf.isEmpty() && section.value("data").isEmpty()) {
            section.whole().problem(Fault.usage("config.no-data", name));
        }
        Data data = copyOf.isPresent() ? Data.COPY : said.orElse(Data.COPY);
        if (data != Data.COPY) {
            section.value("mask").ifPresent(mask -> mask.problem(Fault.usage("config.mask-without-copy", name)));
        }
        return data;
    }

    private static boolean masked(Section section) {
        return section.value("mask").flatMap(mask -> mask.word(Mask.class)).orElse(Mask.NONE) == Mask.DEFAULT;
    }

    /** What {@code mask} of an environment may say. */
    private enum Mask {
        NONE,
        DEFAULT
    }

    private static Optional<Data> dataWord(Value value) {
        return value.word(Start.class).map(start -> switch (start) {
            case COPY -> Data.COPY;
            case DEMO -> Data.DEMO;
            case MINIMAL -> Data.MINIMAL;
        });
    }

    /** What {@code data} may say. */
    private enum Start {
        COPY,
        DEMO,
        MINIMAL
    }

    private static Optional<String> database(Section section) {
        return section.value("database")
                .filter(value -> value.node() instanceof ScalarNode)
                .flatMap(value -> value.text(Forms.DATABASE, "config.bad-database"));
    }

    private static String host(Section section) {
        section.value("host")
                .ifPresent(value -> value.text()
                        .filter(host -> !host.equals(Project.LOCAL))
                        .ifPresent(host -> value.problem(
                                Fault.usage("config.not-supported-yet", value.path(), value.shown(), Project.LOCAL))));
        return Project.LOCAL;
    }

    private static List<Path> externalPaths(Section section) {
        return section.value("external_paths")
                .map(value -> value.list().stream()
                        .flatMap(element -> Forms.path(element).stream())
                        .toList())
                .orElse(List.of());
    }

    /** What no two environments may share. */
    private record Sharing(Map<String, Section> sections) {

        void check(Map<String, EnvironmentSettings> environments) {
            Map<Integer, String> ports = new HashMap<>();
            Map<String, String> urls = new HashMap<>();
            Map<Path, String> paths = new LinkedHashMap<>();
            environments.forEach((name, environment) -> {
                environment.port().ifPresent(port -> refuse(name, "port", ports.putIfAbsent(port, name)));
                environment.url().ifPresent(url -> refuse(name, "url", urls.putIfAbsent(url, name)));
                for (Path path : environment.externalPaths()) {
                    paths.entrySet().stream()
                            .filter(other -> !other.getValue().equals(name))
                            .filter(other -> path.startsWith(other.getKey())
                                    || other.getKey().startsWith(path))
                            .findFirst()
                            .ifPresent(other -> refuse(name, "external_paths", other.getValue()));
                    paths.putIfAbsent(path, name);
                }
            });
        }

        private void refuse(String name, String key, @Nullable String other) {
            if (other != null) {
                Optional.ofNullable(sections.get(name))
                        .flatMap(section -> section.value(key))
                        .ifPresent(value -> value.problem(Fault.usage("config.shared", value.path(), other)));
            }
        }
    }

    /** The environment that a key names; a problem at the key where the file has none of that name. */
    static String named(Value key, Set<String> environments) {
        String environment = key.text().orElseThrow();
        if (!environments.isEmpty() && !environments.contains(environment)) {
            key.problem(Fault.usage(
                    "config.no-such-environment",
                    key.path(),
                    Nearest.of(environment, environments),
                    String.join(", ", environments)));
        }
        return environment;
    }
}
