package dev.understudy.model.config;

import dev.understudy.model.config.Aggregation.Merge;
import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the file of git-aggregator (its README says what is in it): folders, each with remotes and what is merged of them.
 * How much is fetched (defaults, fetch_all, depth) is left to Understudy.
 */
final class AggregationReader {

    private static final List<String> KEYS =
            List.of("remotes", "merges", "target", "defaults", "fetch_all", "shell_command_after");
    private static final List<String> MERGE_KEYS =
            List.of("remote", "ref", "depth", "shallow-since", "shallow-exclude");

    /** The name of the branch where the file gives none. */
    private static final String TARGET = "_git_aggregated";

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\$|\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");

    /** What files of Doodba's kind have for the series. */
    private static final String SERIES = "ODOO_VERSION";

    private final String series;
    private final NeighbourFiles neighbours;

    /** @param series what {@code $ODOO_VERSION} stands for in the file */
    AggregationReader(String series, NeighbourFiles neighbours) {
        this.series = series;
        this.neighbours = neighbours;
    }

    /**
     * What the file says of one of its folders.
     *
     * @param file what names the file
     * @param folder what names the folder, when the file has it under another name than the repository's
     * @param repository the repository's name
     */
    Optional<Aggregation> read(Value file, Optional<Value> folder, String repository) {
        return neighbours.read(file).flatMap(neighbour -> {
            Problems problems = neighbour.problems();
            Optional<Aggregation> read = YamlTree.root(neighbour.text(), problems)
                    .flatMap(root -> one(new Value(root, "", problems), file, folder, repository));
            file.problems().addAll(problems);
            return read;
        });
    }

    private Optional<Aggregation> one(Value whole, Value file, Optional<Value> folder, String repository) {
        Optional<String> named = folder.flatMap(Value::text);
        Map<String, Value> folders = new LinkedHashMap<>();
        whole.members().forEach(member -> folders.put(member.key().text().orElseThrow(), member.value()));
        Optional<Value> entry = folders.entrySet().stream()
                .filter(one -> named.map(name -> plain(name).equals(plain(one.getKey())))
                        .orElseGet(() -> last(one.getKey()).equals(repository)))
                .map(Map.Entry::getValue)
                .findFirst();
        if (entry.isEmpty()) {
            folder.orElse(file)
                    .problem(Fault.usage(
                            "config.no-such-folder",
                            folder.orElse(file).path(),
                            file.shown(),
                            named.orElse(repository),
                            folders.keySet().stream().map(Value::shown).collect(Collectors.joining(", "))));
        }
        return entry.flatMap(this::aggregation);
    }

    private static String plain(String folder) {
        return folder.replaceAll("^(?:\\./)+|/+$", "");
    }

    /** The name of a repository has no underscores and no capitals. */
    private static String last(String folder) {
        String plain = plain(folder);
        return plain.substring(plain.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private Optional<Aggregation> aggregation(Value value) {
        Section section = new Section(value, KEYS);
        section.value("shell_command_after")
                .filter(commands -> !(commands.node() instanceof SequenceNode list
                        && list.getValue().isEmpty()))
                .filter(commands -> !(commands.node() instanceof ScalarNode scalar
                        && scalar.getTag().equals(Tag.NULL)))
                .ifPresent(commands -> commands.problem(Fault.usage("config.aggregation-commands", commands.path())));
        Map<String, String> remotes = new LinkedHashMap<>();
        section.required("remotes", "remotes: { origin: https://git.example/acme/sales.git }")
                .ifPresent(all -> all.members()
                        .forEach(member -> url(member.value())
                                .ifPresent(
                                        url -> remotes.put(member.key().text().orElseThrow(), url))));
        Optional<Value> wanted = section.required("merges", "merges: [origin " + series + "]");
        wanted.ifPresent(ProjectReader::notEmpty);
        List<Merge> merges = wanted.stream()
                .flatMap(all -> all.list().stream())
                .flatMap(one -> merge(one, remotes).stream())
                .toList();
        String target = section.value("target").flatMap(this::target).orElse(TARGET);
        return merges.isEmpty() ? Optional.empty() : Optional.of(new Aggregation(target, merges));
    }

    private Optional<String> url(Value value) {
        return words(value).flatMap(text -> {
            if (Forms.URL_WITH_SECRET
                    .matcher(text.replaceFirst("^git\\+ssh://git@", "ssh://git@"))
                    .matches()) {
                value.problem(Fault.usage("config.url-with-secret", value.path()));
                return Optional.empty();
            }
            String url = text.replaceFirst("^git\\+ssh://", "ssh://");
            if (!Forms.REPOSITORY_URL.matcher(url).matches()) {
                value.problem(Fault.usage("config.bad-url", value.path(), value.shown()));
                return Optional.empty();
            }
            return Optional.of(url);
        });
    }

    private Optional<Merge> merge(Value value, Map<String, String> remotes) {
        List<String> words = new ArrayList<>();
        if (value.node() instanceof ScalarNode) {
            words(value).ifPresent(text -> words.addAll(List.of(text.strip().split(" +", -1))));
        } else {
            Section section = new Section(value, MERGE_KEYS);
            for (String key : List.of("remote", "ref")) {
                section.required(key, key.equals("remote") ? "remote: origin" : "ref: \"" + series + "\"")
                        .flatMap(this::words)
                        .ifPresent(words::add);
            }
        }
        boolean right = words.size() == 2
                && (words.get(1).equals("HEAD")
                        || Forms.BRANCH.matcher(words.get(1)).matches());
        if (!right) {
            value.problem(Fault.usage("config.bad-merge", value.path(), value.shown(), series));
            return Optional.empty();
        }
        String url = remotes.get(words.getFirst());
        if (url == null) {
            value.problem(Fault.usage(
                    "config.no-such-remote",
                    value.path(),
                    Value.shown(words.getFirst()),
                    String.join(", ", remotes.keySet())));
            return Optional.empty();
        }
        return Optional.of(new Merge(words.get(0), url, words.get(1)));
    }

    /** The branch alone: nothing is pushed. */
    private Optional<String> target(Value value) {
        return words(value)
                .map(text -> text.substring(text.lastIndexOf(' ') + 1))
                .filter(branch -> !branch.isEmpty())
                .filter(branch -> {
                    boolean right = Forms.BRANCH.matcher(branch).matches();
                    if (!right) {
                        value.problem(Fault.usage("config.bad-branch", value.path(), value.shown()));
                    }
                    return right;
                });
    }

    /** A text, also where YAML takes it for a number, as 8.0. */
    private Optional<String> words(Value value) {
        if (!(value.node() instanceof ScalarNode scalar)) {
            value.problem(Fault.usage("config.not-text", value.path(), value.shown()));
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        Matcher variable = VARIABLE.matcher(scalar.getValue());
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            if (name != null && !name.equals(SERIES)) {
                value.problem(Fault.usage("config.unknown-variable", value.path(), name));
                return Optional.empty();
            }
            variable.appendReplacement(text, Matcher.quoteReplacement(name == null ? "$" : series));
        }
        return Optional.of(variable.appendTail(text).toString());
    }
}
