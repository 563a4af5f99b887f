package dev.understudy.cli.command;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Own;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code understudy.yaml} of a production that was adopted: each decision with what it was taken from. */
final class AdoptTemplate {

    private static final Set<String> IN_DEBIAN = Set.of("14.0", "19.0");

    private AdoptTemplate() {}

    static String text(Adopted adopted) {
        AuditReport report = adopted.report();
        return """
                # Written by "understudy adopt" from what was seen of the Odoo at %s.
                # Each decision says what it was taken from. "understudy check" validates it, and docs/understudy.yaml
                # shows and explains every key.

                # From the database's name.
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
                    # The database keeps its name.
                    database: %s
                    # From odoo.conf.
                    workers: %d
                  staging:
                    # Neutralized, and fenced from the network.
                    copy_of: production
                """.formatted(
                        report.installation().configuration().isEmpty()
                                ? "this machine"
                                : report.installation().configuration(),
                        ProjectTemplate.name(report.data().database()),
                        odoo(report),
                        adopted.code().stream().map(AdoptTemplate::repository).collect(Collectors.joining()),
                        ProjectTemplate.quoted(report.data().database()),
                        report.work().workers());
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
        if (IN_DEBIAN.contains(series) && (packaged || elsewhere)) {
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

    private static String repository(Adopted.Code code) {
        String why = code.copied()
                ? code.origin().isEmpty()
                        ? "  # Production has no modules of its own; this repository is for those to come.\n"
                        : "  # Made of " + ProjectTemplate.quoted(code.origin())
                                + ", whose code was in no commit. Put yours in its place.\n"
                : "  # The checkout that production runs.\n";
        return why + "  - name: " + code.name() + "\n    url: " + ProjectTemplate.quoted(code.url())
                + "\n    branches: { production: " + ProjectTemplate.quoted(code.branch()) + " }\n";
    }

    private static String list(List<String> words) {
        return words.stream().map(ProjectTemplate::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
