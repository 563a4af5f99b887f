package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.readiness.OdooBuild;
import dev.understudy.model.readiness.OdooBuild.Newer;
import dev.understudy.model.release.Release;
import dev.understudy.targets.git.Mirror;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the Odoo of a release was made: by the day in its version, or by its commit; and whether another release has a later one. */
public final class OdooBuilds {

    /** Nightly builds have their day in their version: {@code 19.0.20261120}. */
    private static final Pattern DAY = Pattern.compile("(?<!\\d)(20\\d\\d)(\\d\\d)(\\d\\d)(?!\\d)");

    /** Of releases before these, none has the latest. */
    private static final int LATEST = 200;

    private static final int SHORT = 10;

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;
    private final Supplier<List<Release>> releases;

    /** @param releases all of the project's, the newest first */
    public OdooBuilds(
            Supplier<Project> project, Function<Repository, Mirror> mirrors, Supplier<List<Release>> releases) {
        this.project = project;
        this.mirrors = mirrors;
        this.releases = releases;
    }

    /** The build of a release. */
    public OdooBuild of(Release release) {
        Optional<Instant> made = made(release);
        return new OdooBuild(name(release), made, made.flatMap(since -> newer(release, since)));
    }

    private Optional<Newer> newer(Release release, Instant since) {
        Set<String> seen = new HashSet<>(Set.of(name(release)));
        List<Newer> later = new ArrayList<>();
        for (Release other : releases.get().stream().limit(LATEST).toList()) {
            if (seen.add(name(other))) {
                made(other).filter(since::isBefore).ifPresent(made -> later.add(new Newer(other.id(), made)));
            }
        }
        return later.stream().max(Comparator.comparing(Newer::made));
    }

    private String name(Release release) {
        List<String> commits = code().stream()
                .map(repository -> release.commits().getOrDefault(repository.name(), ""))
                .filter(commit -> !commit.isEmpty())
                .map(commit -> commit.substring(0, Math.min(SHORT, commit.length())))
                .toList();
        return commits.isEmpty() ? release.odoo() : "Odoo " + String.join(", ", commits);
    }

    private Optional<Instant> made(Release release) {
        return code().isEmpty()
                ? day(release.odoo())
                : code().stream()
                        .flatMap(repository -> committed(repository, release).stream())
                        .max(Instant::compareTo);
    }

    private List<Repository> code() {
        return project.get().odoo().origin().code();
    }

    /** A mirror that was lost tells nothing. */
    private Optional<Instant> committed(Repository repository, Release release) {
        String commit = release.commits().getOrDefault(repository.name(), "");
        try {
            return commit.isEmpty()
                    ? Optional.empty()
                    : mirrors.apply(repository).committed(commit);
        } catch (FaultException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> day(String version) {
        Matcher day = DAY.matcher(version);
        if (!day.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                            Integer.parseInt(day.group(1)),
                            Integer.parseInt(day.group(2)),
                            Integer.parseInt(day.group(3)))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
