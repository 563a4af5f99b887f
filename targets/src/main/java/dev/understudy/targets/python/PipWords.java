package dev.understudy.targets.python;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Credentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Understands what pip says. */
final class PipWords {

    private static final int SHOWN = 1000;
    private static final Pattern ROW = Pattern.compile("\\s*(Collecting|Downloading|Processing|Installing) (.*)");
    private static final Pattern NOT_THERE = Pattern.compile("No matching distribution found for ([^\\n]+)");
    private static final Pattern TAKEN = Pattern.compile("(?m)^\\s*(?:Collecting|Processing) ([^\\n]+)");
    private static final Pattern FROM = Pattern.compile(" \\(from [^\\n]*");
    private static final Pattern NAME = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]*");

    /** What {@code pip.py} says when a program would have been started. */
    private static final List<String> REFUSED =
            List.of("understudy: no program may be started", "Cannot find command 'git'");

    private PipWords() {}

    /** What people are told of a line of pip's while it works. */
    static Optional<String> told(String line) {
        return ROW.matcher(line).matches()
                ? Optional.of(Credentials.redacted(FROM.matcher(line.strip()).replaceAll("")))
                : Optional.empty();
    }

    /** The end of what was said, without credentials. */
    static String end(String said) {
        String words = Credentials.redacted(said).strip();
        return words.substring(Math.max(0, words.length() - SHOWN));
    }

    /**
     * Why pip did not succeed.
     *
     * @param said all that it said
     * @param requirements the files it was given
     * @param read the text of one of them
     */
    static Fault fault(String said, List<Path> requirements, Function<Path, String> read) {
        String words = Credentials.redacted(said).strip();
        String end = end(said);
        Matcher missing = NOT_THERE.matcher(words);
        if (missing.find()) {
            String wanted = FROM.matcher(missing.group(1)).replaceAll("").strip();
            return Fault.refused("python.no-wheel", wanted, end).at(where(wanted, requirements, read));
        }
        Optional<String> taken = TAKEN.matcher(words)
                .results()
                .map(result -> FROM.matcher(result.group(1)).replaceAll("").strip())
                .reduce((earlier, later) -> later);
        if (taken.isPresent() && REFUSED.stream().anyMatch(words::contains)) {
            return Fault.refused("python.source-package", taken.get()).at(where(taken.get(), requirements, read));
        }
        return Fault.failed("python.not-installed", end).at(where("", requirements, read));
    }

    /** The files that name it, or all when none does: another package may ask for it. */
    private static String where(String wanted, List<Path> requirements, Function<Path, String> read) {
        Matcher name = NAME.matcher(wanted);
        String asked = plain(name.find() ? name.group() : wanted);
        List<Path> naming = requirements.stream()
                .filter(file -> !asked.isEmpty()
                        && read.apply(file).lines().anyMatch(line -> plain(line).startsWith(asked)))
                .toList();
        return (naming.isEmpty() ? requirements : naming)
                .stream().map(PipWords::shown).collect(Collectors.joining(", "));
    }

    /** {@code REPOSITORY/requirements.txt}. */
    private static String shown(Path file) {
        return file.subpath(file.getNameCount() - 2, file.getNameCount()).toString();
    }

    /** Names of packages that differ in case and in dots, dashes and underscores alone are the same. */
    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[._-]+", "-");
    }
}
