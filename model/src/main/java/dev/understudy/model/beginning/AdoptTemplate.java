package dev.understudy.model.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.OdooBuild;
import dev.understudy.model.audit.AuditReport.Own;
import dev.understudy.model.config.OdooSeries;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code understudy.yaml} of a production that was adopted: each decision with what it was taken from. */
public final class AdoptTemplate {

    private static final String HOLDS = "So that neither systemd nor a reboot starts it again.";

    private static final Pattern OURS = Pattern.compile("[a-z][a-z0-9_]{1,62}");

    private AdoptTemplate() {}

    /** With the name of the database. */
    public static String text(Adopted adopted) {
        return text(adopted, ProjectTemplate.name(adopted.report().data().database()));
    }

    /**
     * The file.
     *
     * @param project its name
     */
    public static String text(Adopted adopted, String project) {
        AuditReport report = adopted.report();
        return """
                # Written by "understudy adopt" from what was seen of the Odoo at %s.
                # Each decision says what it was taken from. "understudy check" validates it, and docs/understudy.yaml
                # shows and explains every key.

                # From the database's name, unless another was said.
                project: %s

                odoo:
                %s
                # Its own modules, in the order of the addons path.
                repositories:
                %s
                # How a release travels: falcon-i, hdz-ii, linear or three-phase. The plainest, until you choose.
                method: falcon-i

                environments:
                  production:
                    # %s
                    database: %s
                    # From odoo.conf.
                    workers: %d
                %s  staging:
                    # Neutralized, and fenced from the network.
                    copy_of: production
                """.formatted(
                report.installation().configuration().isEmpty()
                        ? "this machine"
                        : report.installation().configuration(),
                project,
                odoo(report),
                adopted.code().stream().map(AdoptTemplate::repository).collect(Collectors.joining()),
                own(report) ? "The database keeps its name." : "Its name there, in letters that one may have here.",
                ProjectTemplate.quoted(database(report)),
                report.work().workers(),
                followed(adopted));
    }

    private static boolean own(AuditReport report) {
        return database(report).equals(report.data().database());
    }

    /** The name there, where it may be one here: lower case, digits and underscores. */
    private static String database(AuditReport report) {
        String name = report.data().database();
        return OURS.matcher(name).matches() ? name : ProjectTemplate.name(name).replace('-', '_');
    }

    /** Whether the file says how the old installation is followed and taken over: where its unit or its containers are known. */
    public static boolean follows(Adopted adopted) {
        return unit(adopted.report()) || adopted.served().contained() != null;
    }

    private static boolean unit(AuditReport report) {
        return report.installation().here() && !report.installation().unit().isEmpty();
    }

    private static String followed(Adopted adopted) {
        Adopted.Contained contained = adopted.served().contained();
        return contained == null ? follows(adopted, adopted.served()) : follows(adopted, adopted.served(), contained);
    }

    /** Of a container, with the network of its database's server where only that leads there. */
    private static String follows(Adopted adopted, Adopted.Served served, Adopted.Contained contained) {
        String odoo = contained.odoo();
        String restart = contained.restart().isEmpty() ? "no" : contained.restart();
        return """
                    # As long as users wait at most when it is taken over; then they get a page. 1m without.
                    hold: 5m
                    # Users stay with this Odoo until "understudy take-over": production's address leads there.
                    follows:
                      # Written by "understudy adopt": what the container %s is told of its database.
                      config: %s
                      database: %s
                      # As this machine sees it.
                      filestore: %s
                %s      port: %d
                      websocket: %d
                      # So that neither its engine nor a reboot starts it again.
                      stop: %s
                      start: %s
                """.formatted(
                        odoo,
                        ProjectTemplate.quoted(contained.config()),
                        ProjectTemplate.quoted(adopted.report().data().database()),
                        ProjectTemplate.quoted(served.filestore()),
                        network(contained.server()),
                        served.port(),
                        served.websocket(),
                        restarting(contained.engine(), "no", "stop", odoo),
                        restarting(contained.engine(), restart, "start", odoo));
    }

    private static String restarting(String engine, String policy, String command, String container) {
        return list(List.of(
                "sh",
                "-c",
                "%1$s update --restart=%2$s %4$s && %1$s %3$s %4$s".formatted(engine, policy, command, container)));
    }

    private static String network(String server) {
        return server.isEmpty() ? "" : """
                          # The network of this container is the only way to the database.
                          server_container: %s
                    """.formatted(ProjectTemplate.quoted(server));
    }

    /** Where no unit is known, for somebody to fill in. */
    private static String follows(Adopted adopted, Adopted.Served served) {
        AuditReport report = adopted.report();
        String unit = report.installation().unit().replaceAll(".*/|[.]service$", "");
        String text = """
                    # As long as users wait at most when it is taken over; then they get a page. 1m without.
                    hold: 5m
                    # Users stay with this Odoo until "understudy take-over": production's address leads there.
                    follows:
                      config: %s
                      database: %s
                      # As this machine sees it.
                      filestore: %s
                      port: %d
                      websocket: %d
                      # %s
                      stop: %s
                      start: %s
                """.formatted(
                ProjectTemplate.quoted(
                        served.config().isEmpty() ? report.installation().configuration() : served.config()),
                ProjectTemplate.quoted(report.data().database()),
                ProjectTemplate.quoted(served.filestore()),
                served.port(),
                served.websocket(),
                unit.isEmpty()
                        ? "Nobody found out how; say it in words, as in [systemctl, disable, --now, odoo]."
                        : HOLDS,
                unit.isEmpty() ? "[]" : list(List.of("systemctl", "disable", "--now", unit)),
                unit.isEmpty() ? "[]" : list(List.of("systemctl", "enable", "--now", unit)));
        return unit(report)
                ? text
                : Stream.concat(served.doubts().stream().map(doubt -> "    Not found out: " + doubt), text.lines())
                        .map(line -> line.replaceFirst("^ {4}", "    # ") + "\n")
                        .collect(Collectors.joining());
    }

    private static String odoo(AuditReport report) {
        String series = report.odoo().series();
        List<String> own = report.modules().own().stream().map(Own::name).toList();
        String modules = """
                  # What is installed and not Odoo's own: what a release changes in this list is installed or uninstalled.
                  modules: %s
                """.formatted(list(own));
        Kind kind = report.installation().kind();
        boolean packaged = kind == Kind.DEBIAN || kind == Kind.NIGHTLY;
        boolean elsewhere =
                !report.installation().here() || report.installation().program().isEmpty();
        if (OdooSeries.inDebian(series) && (packaged || elsewhere)) {
            return """
                      # From odoo/release.py; the build there: %s.
                      series: "%s"
                      # Debian has a package of this series, which Understudy gets for itself. Where production's build is
                      # another one, the first rehearsal shows what that changes.
                      from: debian
                    """.formatted(
                                    report.odoo().build().isEmpty()
                                            ? "unknown"
                                            : report.odoo().build(),
                                    series)
                    + modules;
        }
        if (elsewhere) {
            return fromSource(report) + modules;
        }
        List<String> core = report.folders().stream()
                .filter(folder -> folder.core() && folder.present())
                .map(Folder::path)
                .toList();
        return """
                  # From odoo/release.py; the build there: %s.
                  series: "%s"
                  # The very Odoo that production runs, as its process or unit starts it.
                  from: command
                  command: %s
                  addons: %s
                """.formatted(
                                report.odoo().build().isEmpty()
                                        ? "unknown"
                                        : report.odoo().build(),
                                series,
                                list(report.installation().program()),
                                list(core))
                + modules;
    }

    /** What a container starts is not on this machine. */
    private static String fromSource(AuditReport report) {
        OdooBuild odoo = report.odoo();
        String text = """
                  # From odoo/release.py; the build there: %1$s.
                  series: "%2$s"
                  # The Odoo that production runs is not on this machine, so one is made of its source: where that is, and at
                  # which branch, tag or commit. The first rehearsal shows what another build changes.
                  from: source
                  source: { url: "https://github.com/odoo/odoo.git", ref: "%2$s" }
                """.formatted(odoo.build().isEmpty() ? "unknown" : odoo.build(), odoo.series());
        return odoo.edition().equals("enterprise")
                ? text + "  enterprise: { url: \"git@github.com:odoo/enterprise.git\", ref: \"" + odoo.series()
                        + "\" }\n"
                : text;
    }

    private static String repository(Adopted.Code code) {
        String why = code.copied()
                ? code.origin().isEmpty()
                        ? "  # Production has no modules of its own; this repository is for those to come.\n"
                        : "  # Made of " + ProjectTemplate.quoted(code.origin())
                                + ", as it runs: that is in a container or a chroot, has uncommitted changes, or is on no branch.\n"
                                + "  # Where you have a repository of it, write its url and branch here instead.\n"
                : "  # The checkout that production runs.\n";
        return why + "  - name: " + code.name() + "\n    url: " + ProjectTemplate.quoted(code.url())
                + "\n    branches: { production: " + ProjectTemplate.quoted(code.branch()) + " }\n";
    }

    private static String list(List<String> words) {
        return words.stream().map(ProjectTemplate::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
