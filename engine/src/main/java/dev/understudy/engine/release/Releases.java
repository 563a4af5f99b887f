package dev.understudy.engine.release;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The releases in the control plane. A release never changes. */
public final class Releases {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> COMMITS = new TypeReference<>() {};
    private static final TypeReference<List<PythonPackage>> PACKAGES = new TypeReference<>() {};

    /** Without what a release changes, which names every commit: a list needs none of that. */
    private static final String SELECT = "SELECT id, created_at, created_by, odoo_build, commits FROM release ";

    private final Jdbi control;

    public Releases(Jdbi control) {
        this.control = control;
    }

    /** Freezes a set of commits under the next id. */
    public Release create(
            Instant at,
            String by,
            String odooBuild,
            Map<String, String> commits,
            ReleaseChanges changes,
            ModuleWishes modules) {
        return control.withHandle(handle -> handle.createQuery("""
                        INSERT INTO release (created_at, created_by, odoo_build, commits, changes, modules)
                        VALUES (:at, :by, :build, :commits::jsonb, :changes::jsonb, :modules::jsonb)
                        RETURNING id, created_at, created_by, odoo_build, commits
                        """)
                .bind("at", Timestamp.from(at))
                .bind("by", by)
                .bind("build", odooBuild)
                .bind("commits", JSON.writeValueAsString(commits))
                .bind("changes", JSON.writeValueAsString(changes))
                .bind("modules", JSON.writeValueAsString(modules))
                .map((row, context) -> release(row))
                .one());
    }

    public Optional<Release> find(String id) {
        return control.withHandle(handle -> handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> release(row))
                .findOne());
    }

    /** Throws {@code release.not-found}. */
    public Release get(String id) {
        return find(id).orElseThrow(() -> Fault.usage("release.not-found", id).exception());
    }

    public ReleaseChanges changes(String id) {
        return JSON.readValue(column("changes", id), ReleaseChanges.class);
    }

    /**
     * All that is frozen of a release.
     *
     * @param wishes what it was asked to have installed
     */
    public record Frozen(Release release, ReleaseChanges changes, ModuleWishes wishes) {}

    /**
     * All that is frozen of some releases, in one question.
     *
     * @param ids of the releases; one that is not there is left out
     */
    public Map<String, Frozen> frozen(Collection<String> ids) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT id, created_at, created_by, odoo_build, commits, changes, modules
                          FROM release
                         WHERE id = ANY(:ids)
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Frozen(
                        release(row),
                        JSON.readValue(row.getString("changes"), ReleaseChanges.class),
                        JSON.readValue(row.getString("modules"), ModuleWishes.class)))
                .collect(Collectors.toMap(one -> one.release().id(), one -> one)));
    }

    /**
     * What the newest commit of each of some releases says in its first line; releases without commits are left out.
     *
     * @param ids of the releases; one that is not there is left out
     */
    public Map<String, String> subjects(Collection<String> ids) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT id, changes #>> '{commits,0,subject}' AS subject
                          FROM release
                         WHERE id = ANY(:ids) AND changes #>> '{commits,0,subject}' IS NOT NULL
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("subject")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * How much a release changes.
     *
     * @param declared the class of its diff
     * @param modules that it touches, brings or takes away
     */
    public record Extent(ChangeClass declared, int modules) {}

    /**
     * How much each of some releases changes, in one question: their changes name every commit, and nobody needs these for it.
     *
     * @param ids of the releases; one that is not there is left out
     */
    public Map<String, Extent> extents(Collection<String> ids) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT id, changes->>'declared' AS declared,
                               jsonb_array_length(changes->'touched') + jsonb_array_length(changes->'added')
                                   + jsonb_array_length(changes->'removed') AS modules
                          FROM release
                         WHERE id = ANY(:ids)
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> Map.entry(
                        row.getString("id"),
                        new Extent(ChangeClass.valueOf(row.getString("declared")), row.getInt("modules"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Remembers the Python packages that were chosen for a release, the first time; later ones change nothing.
     *
     * @param packages all of them
     */
    public void freeze(String id, List<PythonPackage> packages) {
        control.useHandle(handle -> handle.createUpdate(
                        "UPDATE release SET packages = :packages::jsonb WHERE id = :id AND packages IS NULL")
                .bind("id", id)
                .bind("packages", JSON.writeValueAsString(packages))
                .execute());
    }

    /** The Python packages of a release; empty until its code was placed for the first time. */
    public Optional<List<PythonPackage>> packages(String id) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT packages FROM release WHERE id = :id AND packages IS NOT NULL")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne()
                        .map(packages -> JSON.readValue(packages, PACKAGES)));
    }

    /** The checksums of all wheels that releases have, in hexadecimal: each may be installed again. */
    public Set<String> wheels() {
        return control.withHandle(
                handle -> handle.createQuery("""
                        SELECT DISTINCT package->>'wheel'
                          FROM release, jsonb_array_elements(packages) AS package
                         WHERE packages IS NOT NULL
                        """).mapTo(String.class).set());
    }

    /** What the release was asked to have installed. */
    public ModuleWishes wishes(String id) {
        return JSON.readValue(column("modules", id), ModuleWishes.class);
    }

    private String column(String name, String id) {
        return control.withHandle(handle -> handle.createQuery("SELECT <column> FROM release WHERE id = :id")
                        .define("column", name)
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne())
                .orElseThrow(() -> Fault.usage("release.not-found", id).exception());
    }

    /** The newest first. */
    public List<Release> list() {
        return latest(Integer.MAX_VALUE);
    }

    /** So many of the newest, the newest first. */
    public List<Release> latest(int most) {
        return control.withHandle(handle -> handle.createQuery(SELECT + "ORDER BY number DESC LIMIT :most")
                .bind("most", most)
                .map((row, context) -> release(row))
                .list());
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                row.getString("id"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getString("odoo_build"),
                JSON.readValue(row.getString("commits"), COMMITS));
    }
}
