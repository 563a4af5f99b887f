package dev.understudy.server.desk;

import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.run.Runs;
import dev.understudy.engine.run.Runs.Asked;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.evidence.ReportDigest;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.PastDeploy;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.ReportView.AfterView;
import dev.understudy.model.view.ReportView.LoggedErrorView;
import dev.understudy.process.Practice;
import dev.understudy.process.measure.LoggedErrors.Logged;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts together how a release came to where it is. */
final class Reports {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Equipment.Records records;
    private final Practice practice;
    private final Runs runs;

    Reports(Equipment.Records records, Practice practice, Runs runs) {
        this.records = records;
        this.practice = practice;
        this.runs = runs;
    }

    /** What others know of a release. */
    record Known(AuditView.CheckView checked, List<ToldView> told, AfterView after) {}

    ReportView of(String release, Locale locale, Known known, Instant now) {
        List<RunView> all =
                runs.runs(Asked.ofRelease(release), Integer.MAX_VALUE, locale).reversed();
        ReportView report = new ReportView(
                release,
                practice.way().decisions().of(release, locale, now),
                records.releases().changes(release),
                all,
                records.rehearsals()
                        .latest(release)
                        .map(rehearsal -> records.forecasts().of(Project.PRODUCTION, rehearsal.unavailabilityMillis()))
                        .map(Forecast::likelyMillis)
                        .orElse(null),
                records.forecasts().ofRelease(release).stream()
                        .map(PastDeploy::actualMillis)
                        .findFirst()
                        .orElse(null),
                tests(release),
                known.told(),
                known.after(),
                practice.measures().keyUserWork().last(release).orElse(null),
                errors(release),
                practice.books().log().entries(Optional.of(release)).stream()
                        .map(entry -> new AuditView.EntryView(
                                entry.number(), entry.at(), entry.verb(), entry.subject(), entry.who(), entry.detail()))
                        .toList(),
                known.checked(),
                now,
                "");
        return report.sealed(seal(ReportDigest.of(JSON.convertValue(report, Map.class))));
    }

    private String seal(String digest) {
        return practice.books().seal().of(List.of("report", digest));
    }

    /** Whether a report with this digest was given this seal here. */
    boolean sealed(String digest, String seal) {
        return MessageDigest.isEqual(
                seal(digest).getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8));
    }

    private RehearsalReport.Tests tests(String release) {
        return records.rehearsals().latest(release).stream()
                .flatMap(rehearsal -> runs.evidence(rehearsal.run()).stream())
                .filter(evidence -> evidence.name().equals(RehearsalReport.NAME))
                .map(evidence -> JSON.readValue(evidence.content(), RehearsalReport.class))
                .map(report -> report.findings().tests())
                .findFirst()
                .orElse(RehearsalReport.Tests.NONE);
    }

    /** A run that led there. */
    RunView run(String id, Locale locale) {
        return runs.run(id, locale);
    }

    /** What was brought to production. */
    List<LoggedErrorView> brought(List<Logged> errors) {
        return errors.stream().map(logged -> view(Project.PRODUCTION, logged)).toList();
    }

    private List<LoggedErrorView> errors(String release) {
        return practice.watches().logged().brought(List.of(release)).getOrDefault(release, List.of()).stream()
                .map(logged -> view(logged.environment(), logged))
                .toList();
    }

    private static LoggedErrorView view(String environment, Logged logged) {
        return new LoggedErrorView(
                environment,
                logged.fingerprint(),
                logged.firstAt(),
                logged.lastAt(),
                logged.times(),
                logged.logger(),
                logged.example());
    }
}
